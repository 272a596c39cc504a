package dev.larkspur.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks until something is so. */
final class Await {
  private static final long PAUSE = Duration.ofMillis(20).toNanos();

  static <T> T until(String what, Duration patience, Supplier<T> look, Predicate<T> wanted) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      var seen = look.get();
      if (wanted.test(seen)) {
        return seen;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("after " + patience + " not " + what + " but " + seen);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private Await() {}
}
