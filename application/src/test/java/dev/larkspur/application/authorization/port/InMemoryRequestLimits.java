package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Limits in memory. */
public final class InMemoryRequestLimits implements RequestLimits {
  private final Map<Person, Deque<Instant>> counted = new HashMap<>();

  @Override
  public synchronized Optional<Duration> count(Person person, int most, Instant now) {
    var times = counted.computeIfAbsent(person, _ -> new ArrayDeque<>());
    times.removeIf(time -> !time.isAfter(now.minus(WINDOW)));
    if (times.size() >= most) {
      return Optional.of(Duration.between(now, times.getFirst().plus(WINDOW)));
    }
    times.addLast(now);
    return Optional.empty();
  }
}
