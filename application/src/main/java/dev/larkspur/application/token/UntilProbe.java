package dev.larkspur.application.token;

import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.RenewalSchedule;
import java.time.Duration;
import java.time.Instant;

/** How long a grant stays uncertain: until its probe, or until its person is asked. */
final class UntilProbe {
  private static final RenewalSchedule SCHEDULE = new RenewalSchedule(Duration.ZERO);

  static Duration of(Held grant, Instant now) {
    var next = SCHEDULE.dueAt(grant).orElse(grant.pair().expiresAt());
    var left = Duration.between(now, next);
    return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
  }

  private UntilProbe() {}
}
