package dev.larkspur.application.token;

import dev.larkspur.application.Pause;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenBudget.Permits;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.domain.identity.AppId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes calls wait for the times of their permits. Whoever missed theirs, because the store was
 * slow or the process stood still, takes another: used late, it would come on top of those of
 * others.
 */
public final class Turns {
  private static final int MOST = 4;
  private static final Duration WORTH_WAITING = Duration.ofSeconds(2);

  private final TokenBudget budget;
  private final Pause pause;
  private final InstantSource clock;

  public Turns(TokenBudget budget, Pause pause, InstantSource clock) {
    this.budget = budget;
    this.pause = pause;
    this.clock = clock;
  }

  /**
   * Returns when the call may be made.
   *
   * @param number of the permit among {@code permits}, from 0
   * @return whether it may; false: its turn was missed, and there is no other to be had soon
   */
  public boolean comes(AppId app, Purpose purpose, Permits permits, int number) {
    if (isInTime(permits, number)) {
      return true;
    }
    for (int another = 1; another < MOST; another++) {
      var next = budget.take(app, purpose, 1, clock);
      if (next.first().isAfter(clock.instant().plus(WORTH_WAITING))) {
        return false;
      }
      if (isInTime(next, 0) && next.count() > 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isInTime(Permits permits, int number) {
    sleepUntil(permits.at(number));
    return !permits.isOver(number, clock.instant());
  }

  private void sleepUntil(Instant time) {
    var early = Duration.between(clock.instant(), time);
    if (early.isPositive()) {
      pause.sleep(early);
    }
  }
}
