package dev.larkspur.application.token;

import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.Barred;
import dev.larkspur.application.token.RenewalOutcome.Limited;
import dev.larkspur.application.token.RenewalOutcome.Misconfigured;
import dev.larkspur.application.token.RenewalOutcome.ReauthorizationRequired;
import dev.larkspur.application.token.RenewalOutcome.Renewed;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.RenewalOutcome.Revoked;
import dev.larkspur.application.token.RenewalOutcome.Uncertain;
import dev.larkspur.domain.Backoff;
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
 * waits for. Probes are made alone while the platform is not known to be well, and after two bad
 * answers only when there was none for a minute, two, four, five. Calls that were under way
 * together count as one.
 */
final class Lane {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Backoff BLOCK = new Backoff(A_MOMENT, Duration.ofMinutes(1));
  private static final Backoff QUIET = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(5));
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
    return badInARow == 0 || (inside == 0 && !now.isBefore(lastBad.plus(quiet())));
  }

  /** After how long there may be probes again. */
  synchronized Duration probesIn(Instant now) {
    var left = badInARow == 0 ? Duration.ZERO : Duration.between(now, lastBad.plus(quiet()));
    return left.compareTo(A_MOMENT) < 0 ? A_MOMENT : left;
  }

  private Duration quiet() {
    return badInARow == 1 ? Duration.ZERO : QUIET.after(badInARow - 2);
  }

  synchronized void enter() {
    inside++;
  }

  synchronized void leave() {
    inside--;
  }

  /**
   * @param begun when the call was made
   */
  synchronized void learn(RenewalOutcome outcome, Instant begun, Instant now) {
    switch (outcome) {
      case Renewed _, ReauthorizationRequired _, Barred _ -> {
        badInARow = 0;
        blockedUntil = Instant.MIN;
      }
      case AlreadyRenewed _, Revoked _, Limited _ -> {} // the budget pauses for all instances
      case RetryLater(_, var told) -> bad(told, begun, now);
      case Misconfigured(var told) -> bad(told, begun, now);
      case Uncertain _ -> bad(null, begun, now);
    }
  }

  private void bad(@Nullable PlatformError told, Instant begun, Instant now) {
    if (begun.isBefore(lastBad)) {
      return; // it was under way when the one that counted came back
    }
    blockedUntil = now.plus(BLOCK.after(badInARow));
    badInARow++;
    error = told;
    lastBad = now;
  }
}
