package dev.larkspur.adapters.feishu.card;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times on a card: it cannot know where it is read, so each language names its zone. */
final class Times {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter BEIJING =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm（北京时间）", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Shanghai"));

  static Words of(Instant time) {
    return new Words(UTC.format(time), BEIJING.format(time));
  }

  private Times() {}
}
