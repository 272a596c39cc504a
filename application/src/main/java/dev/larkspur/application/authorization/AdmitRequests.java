package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.RequestLimits;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps services from showering a person with requests, and all others from waiting for a crowd.
 */
public final class AdmitRequests {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RequestLimits limits;
  private final int perMinute;
  private final Semaphore turns;
  private final InstantSource clock;

  /**
   * @param perMinute requests for one person, of all callers and on all instances
   * @param atOnce requests of which this instance takes down so many at a time: more do not finish
   *     sooner, since they wait for the same database, but would keep the presses of those who were
   *     asked first waiting for it
   */
  public AdmitRequests(RequestLimits limits, int perMinute, int atOnce, InstantSource clock) {
    this.limits = limits;
    this.perMinute = perMinute;
    this.turns = new Semaphore(atOnce, true);
    this.clock = clock;
  }

  /**
   * Does it when its turn has come. What we ask for ourselves is not counted.
   *
   * @throws AskedTooOften if that is one too many
   * @throws TooManyAtOnce if its turn does not come
   */
  <T> T admit(Person person, Occasion why, Supplier<T> taking) {
    awaitTurn();
    try {
      if (why == Occasion.REQUEST) {
        count(person);
      }
      return taking.get();
    } finally {
      turns.release();
    }
  }

  /** Who has waited for so long is told so, and does not come when nobody waits for it any more. */
  private void awaitTurn() {
    try {
      if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TooManyAtOnce(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for its turn", e);
    }
  }

  private void count(Person person) {
    var wait = limits.count(person, perMinute, clock.instant());
    if (wait.isPresent()) {
      throw new AskedTooOften(wait.get());
    }
  }
}
