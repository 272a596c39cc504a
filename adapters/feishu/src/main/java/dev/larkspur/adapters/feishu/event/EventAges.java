package dev.larkspur.adapters.feishu.event;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How old events are when they arrive, though the platform's clock is not ours: the youngest so far
 * counts as just made. Errs towards older if our clock is put forward.
 */
final class EventAges {
  private final AtomicLong least = new AtomicLong(Long.MAX_VALUE);

  /**
   * @param made by the platform's clock
   * @param arrived by ours
   */
  Duration of(Instant made, Instant arrived) {
    long apart = Duration.between(made, arrived).toMillis();
    return Duration.ofMillis(apart - least.accumulateAndGet(apart, Math::min));
  }
}
