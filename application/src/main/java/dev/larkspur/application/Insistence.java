package dev.larkspur.application;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tries again what must not be given up lightly.
 *
 * @param tries at least 1
 * @param pause between two tries
 * @param sleep waits; an input, so that tests need not
 */
public record Insistence(int tries, Duration pause, Consumer<Duration> sleep) {
  /** The outcome of the first try that does not throw; the last try's exception is let through. */
  public <T> T on(Supplier<T> step) {
    for (int left = tries; left > 1; left--) {
      try {
        return step.get();
      } catch (RuntimeException e) {
        sleep.accept(pause);
      }
    }
    return step.get();
  }
}
