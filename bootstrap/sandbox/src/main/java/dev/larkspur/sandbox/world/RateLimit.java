package dev.larkspur.sandbox.world;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The platform's usual pair of limits: so many a second and so many a minute. */
public final class RateLimit {
  private final RateWindow second;
  private final RateWindow minute;

  public RateLimit(InstantSource clock, int perSecond, int perMinute) {
    second = new RateWindow(clock, perSecond, Duration.ofSeconds(1));
    minute = new RateWindow(clock, perMinute, Duration.ofMinutes(1));
  }

  /** As if the limit of a second were reached, and there were room again after {@code pause}. */
  public RateWindow.Exceeded pretend(Duration pause) {
    return new RateWindow.Exceeded(second.limit(), pause);
  }

  /** Counts one more, unless either limit forbids it; what is refused is not counted. */
  public synchronized Optional<RateWindow.Exceeded> admit() {
    var exceeded = minute.exceeded().or(second::exceeded);
    if (exceeded.isEmpty()) {
      second.count();
      minute.count();
    }
    return exceeded;
  }
}
