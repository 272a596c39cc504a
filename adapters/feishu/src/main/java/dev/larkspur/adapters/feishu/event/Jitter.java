package dev.larkspur.adapters.feishu.event;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Makes waits up to a fifth longer or shorter, so that instances do not come back all at once. */
record Jitter(RandomGenerator random) {
  private static final double MOST = 0.2;

  Duration of(Duration wait) {
    return Duration.ofNanos((long) (wait.toNanos() * random.nextDouble(1 - MOST, 1 + MOST)));
  }
}
