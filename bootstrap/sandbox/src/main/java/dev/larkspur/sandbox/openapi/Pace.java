package dev.larkspur.sandbox.openapi;

import dev.larkspur.sandbox.web.ApiError;
import dev.larkspur.sandbox.web.TooFast;
import dev.larkspur.sandbox.world.RateLimit;
import dev.larkspur.sandbox.world.RateWindow;
import dev.larkspur.sandbox.world.SandboxClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How fast an app may write: to everybody together, and to one receiver or one message. */
final class Pace {
  private static final int PER_SECOND_EACH = 5;
  private static final int PER_SECOND = 50;
  private static final int PER_MINUTE = 1_000;

  private final SandboxClock clock;
  private final RateLimit all;
  private final Map<String, RateWindow> each = new ConcurrentHashMap<>();

  Pace(SandboxClock clock) {
    this.clock = clock;
    this.all = new RateLimit(clock, PER_SECOND, PER_MINUTE);
  }

  void keepOverall() {
    all.admit()
        .ifPresent(
            exceeded -> {
              throw new TooFast(exceeded);
            });
  }

  void keepFor(String target) {
    each.computeIfAbsent(target, _ -> new RateWindow(clock, PER_SECOND_EACH, Duration.ofSeconds(1)))
        .admit()
        .ifPresent(
            _ -> {
              throw ApiError.badRequest(230020, "This operation triggers the frequency limit");
            });
  }
}
