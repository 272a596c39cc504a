package dev.larkspur.domain.token;

import dev.larkspur.domain.Backoff;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Attempts in a row that came to nothing, and when the next may be made.
 *
 * @param error what the last one was told; null: there was none
 */
public record Setback(int count, Instant notBefore, @Nullable PlatformError error) {
  public static final Setback NONE = new Setback(0, Instant.EPOCH, null);

  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

  /**
   * One more; waits twice as long as the one before, and at least as long as the platform wants.
   */
  Setback andAnother(PlatformError told, Duration wanted, Instant now) {
    return new Setback(count + 1, now.plus(BACKOFF.after(count, wanted)), told);
  }
}
