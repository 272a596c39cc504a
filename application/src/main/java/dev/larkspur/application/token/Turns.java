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
  private static final int MOST = 4; // the store must be very slow to miss so many

  /** Farther away is no turn at any pace; or it is that of an instance whose clock is ahead. */
  private static final Duration WORTH_WAITING = Duration.ofSeconds(5);

  private final TokenBudget budget;
  private final Pause pause;
  private final InstantSource clock;

  public Turns(TokenBudget budget, Pause pause, InstantSource clock) {
    this.budget = budget;
    this.pause = pause;
    this.clock = clock;
  }

  /** Returns when one call may be made. As the other, of a permit that is taken here. */
  public boolean comes(AppId app, Purpose purpose) {
    return comes(app, purpose, budget.take(app, purpose, 1, clock), 0);
  }

  /** The platform wants so much time without calls. */
  public void pause(AppId app, Duration wait) {
    budget.pause(app, clock.instant(), wait);
  }

  /**
   * Returns when the call may be made.
   *
   * @param number of the permit among {@code permits}, from 0
   * @return whether it may; false: its turn was missed, and there is no other to be had soon
   */
  public boolean comes(AppId app, Purpose purpose, Permits permits, int number) {
    var taken = permits;
    int mine = number;
    boolean isAnother = false;
    for (int turn = 0; turn < MOST && isNear(taken.at(mine)); turn++) {
      pause.sleepUntil(taken.at(mine), clock);
      if (taken.count() > 0 && !taken.isOver(mine, clock.instant())) {
        return true;
      }
      taken = budget.take(app, purpose, 1, clock); // if there is none: when to ask again
      mine = 0;
      isAnother = true;
    }
    if (isAnother && taken.count() > 0) { // the first are their taker's to give back
      budget.giveBack(app, taken, 1);
    }
    return false;
  }

  private boolean isNear(Instant time) {
    return !time.isAfter(clock.instant().plus(WORTH_WAITING));
  }
}
