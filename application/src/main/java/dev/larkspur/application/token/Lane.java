package dev.larkspur.application.token;

import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.Barred;
import dev.larkspur.application.token.RenewalOutcome.Misconfigured;
import dev.larkspur.application.token.RenewalOutcome.ReauthorizationRequired;
import dev.larkspur.application.token.RenewalOutcome.Renewed;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.RenewalOutcome.Revoked;
import dev.larkspur.application.token.RenewalOutcome.Uncertain;
import java.time.Duration;
import java.time.Instant;

/**
 * One app's refreshes ahead of need, in this instance: how many are under way, and whether the
 * platform is in a state to be asked. An outage must not spend one refresh token after the other:
 * after one bad answer nothing is begun for a second, then for two, four … up to a minute.
 */
final class Lane {
  private static final Duration LONGEST_BLOCK = Duration.ofMinutes(1);

  private final int width;
  private int inside;
  private int badInARow;
  private Instant blockedUntil = Instant.MIN;

  Lane(int width) {
    this.width = width;
  }

  /** How many more may be begun. While the platform is not known to be well again: one. */
  synchronized int room() {
    return Math.max(0, (badInARow > 0 ? 1 : width) - inside);
  }

  synchronized boolean isBlocked(Instant now) {
    return now.isBefore(blockedUntil);
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
      case RetryLater _, Uncertain _, Misconfigured _ -> {
        var block = Duration.ofSeconds(1L << Math.min(badInARow, 6));
        badInARow++;
        blockedUntil = now.plus(block.compareTo(LONGEST_BLOCK) > 0 ? LONGEST_BLOCK : block);
      }
    }
  }
}
