package dev.larkspur.adapters.postgres;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL can keep of a value: microseconds of an instant, no NUL in a text. */
final class Storable {
  static Instant instant(Instant exact) {
    return exact.truncatedTo(ChronoUnit.MICROS);
  }

  /** Foreign text, which may hold anything. */
  static String text(String foreign) {
    return foreign.replace("\0", "");
  }

  static @Nullable String textOrNull(@Nullable String foreign) {
    return foreign == null ? null : text(foreign);
  }

  private Storable() {}
}
