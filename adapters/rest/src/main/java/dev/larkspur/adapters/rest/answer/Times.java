package dev.larkspur.adapters.rest.answer;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as callers get them: to the millisecond, which every client can read. */
public final class Times {
  public static Instant shown(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  static @Nullable Instant shownOrNull(@Nullable Instant time) {
    return time == null ? null : shown(time);
  }

  private Times() {}
}
