package dev.larkspur.sandbox.oauth;

import java.time.Duration;

/** How long things last; consent itself lasts a year whatever happens. */
public record Lives(Duration access, Duration refresh, Duration code, Duration pollInterval) {
  static final Duration CONSENT = Duration.ofDays(365);

  /** How long an access token outlives the refresh that replaced it. */
  static final Duration GRACE = Duration.ofMinutes(1);
}
