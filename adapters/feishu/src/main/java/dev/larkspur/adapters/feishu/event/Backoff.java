package dev.larkspur.adapters.feishu.event;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double, with jitter, so that instances do not come back all at once. */
record Backoff(Duration first, Duration longest, RandomGenerator random) {
  private static final double JITTER = 0.2;
  private static final int MOST_DOUBLINGS = 20;

  /**
   * @param failures in a row, at least 1
   */
  Duration after(int failures) {
    return jittered(first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS)));
  }

  Duration atLongest() {
    return jittered(longest);
  }

  private Duration jittered(Duration wait) {
    var bounded = wait.compareTo(longest) > 0 ? longest : wait;
    return Duration.ofNanos((long) (bounded.toNanos() * random.nextDouble(1 - JITTER, 1 + JITTER)));
  }
}
