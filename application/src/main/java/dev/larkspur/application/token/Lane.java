package dev.larkspur.application.token;

import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.Barred;
import dev.larkspur.application.token.RenewalOutcome.Misconfigured;
import dev.larkspur.application.token.RenewalOutcome.ReauthorizationRequired;
import dev.larkspur.application.token.RenewalOutcome.Renewed;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.RenewalOutcome.Revoked;
import dev.larkspur.application.token.RenewalOutcome.Uncertain;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One app's refreshes in this instance: how many are under way, and whether the platform is in a
 * state to be asked. An outage must not spend one refresh token after the other, nor the one probe
 * of those that were lost in it.
 *
 * <p>After one bad answer nothing is begun ahead of need for a second, then for two, four … up to a
 * minute, and then one alone. After three in a row the same is true of refreshes that somebody
 * waits for, and no probe is made until there was a good answer, or none for five minutes.
 */
final class Lane {
  private static final Duration LONGEST_BLOCK = Duration.ofMinutes(1);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Duration FORGOTTEN = Duration.ofMinutes(5);
  private static final int OUTAGE = 3;

  private final int width;
  private int inside;
  private int badInARow;
  private Instant blockedUntil = Instant.MIN;
  private Instant lastBad = Instant.MIN;
  private @Nullable PlatformError error;

  /**
   * @param width so many may be under way
   */
  Lane(int width) {
    this.width = width;
  }

  /** How many more may be begun ahead of need. While the platform is not known to be well: one. */
  synchronized int room() {
    return Math.max(0, (badInARow > 0 ? 1 : width) - inside);
  }

  /** Whether nothing may be begun ahead of need. */
  synchronized boolean isBlocked(Instant now) {
    return now.isBefore(blockedUntil);
  }

  /**
   * Lets a refresh in that somebody waits for, who has to {@link #leave}.
   *
   * @return false: not even that may be begun now
   */
  synchronized boolean admits(Instant now) {
    boolean shut = badInARow >= OUTAGE && (inside > 0 || isBlocked(now));
    inside += shut ? 0 : 1;
    return !shut;
  }

  /** What who was not let in is told. */
  synchronized RetryLater closed(Instant now) {
    var left = isBlocked(now) ? Duration.between(now, blockedUntil) : Duration.ZERO;
    return new RetryLater(left.compareTo(A_MOMENT) < 0 ? A_MOMENT : left, error);
  }

  /** Whether a probe would not be spent for nothing, as far as is known. */
  synchronized boolean isForProbes(Instant now) {
    return badInARow < OUTAGE || !now.isBefore(lastBad.plus(FORGOTTEN));
  }

  synchronized void enter() {
    inside++;
  }

  synchronized void leave() {
    inside--;
  }

  synchronized void learn(RenewalOutcome outcome, Instant now) {
    switch (outcome) {
      case Renewed _, ReauthorizationRequired _, Barred _ -> badInARow = 0;
      case AlreadyRenewed _, Revoked _ -> {}
      case RetryLater(_, var told) -> bad(told, now);
      case Misconfigured(var told) -> bad(told, now);
      case Uncertain _ -> bad(null, now);
    }
  }

  private void bad(@Nullable PlatformError told, Instant now) {
    var block = Duration.ofSeconds(1L << Math.min(badInARow, 6));
    badInARow++;
    error = told;
    lastBad = now;
    blockedUntil = now.plus(block.compareTo(LONGEST_BLOCK) > 0 ? LONGEST_BLOCK : block);
  }
}
