package dev.larkspur.sandbox.openapi;

import dev.larkspur.sandbox.web.TooFast;
import dev.larkspur.sandbox.world.RateWindow;
import dev.larkspur.sandbox.world.SandboxClock;
import java.time.Duration;

/** A hundred calls a minute, as the platform grants for what is expensive. */
final class Quota {
  private static final int PER_MINUTE = 100;

  private final RateWindow minute;

  Quota(SandboxClock clock) {
    minute = new RateWindow(clock, PER_MINUTE, Duration.ofMinutes(1));
  }

  void keep() {
    minute
        .admit()
        .ifPresent(
            exceeded -> {
              throw new TooFast(exceeded);
            });
  }
}
