package dev.larkspur.adapters.rest.answer;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as callers get them: to the millisecond, which every client can read. */
public final class Times {
  private static final int LENGTH = "2026-11-27T04:28:23.000Z".length();

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
    var text = new StringBuilder(LENGTH).append(utc.getYear());
    two('-', utc.getMonthValue(), text);
    two('-', utc.getDayOfMonth(), text);
    two('T', utc.getHour(), text);
    two(':', utc.getMinute(), text);
    two(':', utc.getSecond(), text);
    int millis = shown.getNano() / 1_000_000;
    if (millis > 0) {
      text.append('.').append(millis / 100).append(millis / 10 % 10).append(millis % 10);
    }
    return text.append('Z').toString();
  }

  private static void two(char before, int number, StringBuilder text) {
    text.append(before).append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  static @Nullable Instant shownOrNull(@Nullable Instant time) {
    return time == null ? null : shown(time);
  }

  private Times() {}
}
