package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.RequestLimits;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Keeps services from showering a person with requests. */
public final class LimitRequests {
  private final RequestLimits limits;
  private final int perMinute;
  private final InstantSource clock;

  /**
   * @param perMinute requests for one person, of all callers and on all instances
   */
  public LimitRequests(RequestLimits limits, int perMinute, InstantSource clock) {
    this.limits = limits;
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /**
   * @return empty: go ahead; else how long to wait
   */
  public Optional<Duration> handle(Person person) {
    return limits.count(person, perMinute, clock.instant());
  }
}
