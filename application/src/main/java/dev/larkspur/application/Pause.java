package dev.larkspur.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass; an input, so that tests and simulations decide how. */
public interface Pause {
  void sleep(Duration time);

  /** Returns at once if that time has come. */
  default void sleepUntil(Instant time, InstantSource clock) {
    var left = Duration.between(clock.instant(), time);
    if (left.isPositive()) {
      sleep(left);
    }
  }

  /** Whether {@code work} came to an end in time; it goes on in any case. */
  boolean isDoneWithin(Future<?> work, Duration time);

  /** On the thread that asks. */
  static Pause real() {
    return new Pause() {
      @Override
      public void sleep(Duration time) {
        LockSupport.parkNanos(time.toNanos());
      }

      @Override
      public boolean isDoneWithin(Future<?> work, Duration time) {
        try {
          work.get(time.toNanos(), TimeUnit.NANOSECONDS);
          return true;
        } catch (ExecutionException | CancellationException e) {
          return true;
        } catch (TimeoutException e) {
          return false;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
    };
  }
}
