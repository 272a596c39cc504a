package dev.larkspur.adapters.feishu.card;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times on a card: it cannot know where it is read, so each language names its zone. */
final class Times {
  private static final DateTimeFormatter UTC = in("UTC", "uuuu-MM-dd HH:mm 'UTC'");
  private static final DateTimeFormatter BEIJING = in("Asia/Shanghai", "uuuu-MM-dd HH:mm（北京时间）");
  private static final DateTimeFormatter TOKYO = in("Asia/Tokyo", "uuuu-MM-dd HH:mm（日本時間）");

  static Words of(Instant time) {
    return new Words(UTC.format(time), BEIJING.format(time), TOKYO.format(time));
  }

  private static DateTimeFormatter in(String zone, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneId.of(zone));
  }

  private Times() {}
}
