package dev.larkspur.benchmarks;

import dev.larkspur.application.token.port.Pace;
import dev.larkspur.sandbox.SandboxOptions;
import java.time.Duration;

/**
 * How many grants are to be refreshed, under which limits of the platform; Larkspur's budget is the
 * same.
 *
 * @param lookupsPerSecond of tokens that are over
 */
record DrainPlan(
    String name, int grants, int perSecond, int perMinute, int lookupsPerSecond, int servers) {
  private static final double ROOM = 1.3; // the last tenth of a life, compared with the drain
  private static final Duration START = Duration.ofSeconds(10);

  /** As many grants as can be refreshed in this time. */
  static DrainPlan lasting(
      String name, Duration time, int perSecond, int perMinute, int lookups, int servers) {
    int grants = (int) time.dividedBy(Pace.within(perSecond, perMinute).interval());
    return new DrainPlan(name, grants, perSecond, perMinute, lookups, servers);
  }

  /** What it takes at least at the steady rate of the budget. */
  Duration drainTime() {
    return Pace.within(perSecond, perMinute).interval().multipliedBy(grants);
  }

  /** From when they become due until their tokens are over: enough, but not much more. */
  Duration window() {
    return Duration.ofSeconds((long) (drainTime().toSeconds() * ROOM)).plus(START);
  }

  /** Of an access token; it is due in its last tenth. */
  Duration life() {
    return window().multipliedBy(10);
  }

  /** The limit that holds in the long run. */
  double allowedPerSecond() {
    return Math.min(perSecond, perMinute / 60.0);
  }

  int lookups() {
    return (int) Math.max(1, drainTime().toSeconds() * lookupsPerSecond);
  }

  Arrivals lookupArrivals() {
    return Arrivals.perSecond(lookupsPerSecond);
  }

  SandboxOptions sandbox() {
    return SandboxOptions.defaults()
        .withAccessLife(life())
        .withTokensPerSecond(perSecond)
        .withTokensPerMinute(perMinute);
  }
}
