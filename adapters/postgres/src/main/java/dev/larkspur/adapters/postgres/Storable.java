package dev.larkspur.adapters.postgres;

import dev.larkspur.domain.authorization.Claim;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL can keep of a value: microseconds of an instant, no NUL in a text. */
final class Storable {
  static Instant instant(Instant exact) {
    return exact.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * A claim is compared with its stored self to tell who holds it, so it must come back as it is.
   *
   * @throws IllegalArgumentException if it would not
   */
  static Instant until(Claim claim) {
    if (!claim.until().equals(instant(claim.until()))) {
      throw new IllegalArgumentException("a claim must end on a whole microsecond");
    }
    return claim.until();
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
