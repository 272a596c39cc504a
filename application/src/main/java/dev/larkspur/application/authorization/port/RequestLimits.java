package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How often services may ask one and the same person. Shared by all instances. */
public interface RequestLimits {
  /** The time in which requests are counted. */
  Duration WINDOW = Duration.ofMinutes(1);

  /**
   * Counts one more request, unless there were {@code most} in the minute before.
   *
   * @return empty: it may be made; else how long to wait at least, and it does not count
   */
  Optional<Duration> count(Person person, int most, Instant now);
}
