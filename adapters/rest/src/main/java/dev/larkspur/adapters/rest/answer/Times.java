package dev.larkspur.adapters.rest.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as callers get them: to the millisecond, which every client can read. */
public final class Times {
  private static final String FORM = "0000-00-00T00:00:00.000Z";
  private static final int WITHOUT_MILLIS = "0000-00-00T00:00:00Z".length();

  public static Instant shown(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** So as JSON has it: what {@link Instant#toString} costs is too much for a lookup. */
  public static String text(Instant time) {
    var shown = shown(time);
    var utc = LocalDateTime.ofEpochSecond(shown.getEpochSecond(), 0, ZoneOffset.UTC);
    if (utc.getYear() < 1_000 || utc.getYear() > 9_999) {
      return shown.toString();
    }
    var text = FORM.getBytes(ISO_8859_1);
    digits(utc.getYear(), text, 0, 4);
    digits(utc.getMonthValue(), text, 5, 2);
    digits(utc.getDayOfMonth(), text, 8, 2);
    digits(utc.getHour(), text, 11, 2);
    digits(utc.getMinute(), text, 14, 2);
    digits(utc.getSecond(), text, 17, 2);
    int millis = shown.getNano() / 1_000_000;
    if (millis == 0) {
      text[WITHOUT_MILLIS - 1] = 'Z';
      return new String(text, 0, WITHOUT_MILLIS, ISO_8859_1);
    }
    digits(millis, text, 20, 3);
    return new String(text, ISO_8859_1);
  }

  private static void digits(int number, byte[] text, int at, int count) {
    int rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  static @Nullable Instant shownOrNull(@Nullable Instant time) {
    return time == null ? null : shown(time);
  }

  private Times() {}
}
