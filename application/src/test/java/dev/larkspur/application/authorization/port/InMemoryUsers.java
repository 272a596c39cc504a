package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.Profile;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Users in memory. */
public final class InMemoryUsers implements Users {
  private record Told(Profile profile, Instant asked) {}

  private final Map<Person, Told> told = new HashMap<>();
  private final Map<Person, Instant> claimed = new HashMap<>();

  @Override
  public synchronized void save(Profile profile, Instant asked) {
    var person = profile.person();
    var before = told.get(person);
    if (before == null || !asked.isBefore(before.asked())) {
      told.put(person, new Told(profile, asked));
      claimed.merge(person, asked, (a, b) -> a.isAfter(b) ? a : b);
    }
  }

  @Override
  public synchronized boolean claim(Person person, Instant now, Instant since) {
    boolean free = !askedAfter(person, since);
    if (free && told.containsKey(person)) {
      claimed.put(person, now);
    }
    return free;
  }

  /** Whether this person was asked for after that. */
  public synchronized boolean askedAfter(Person person, Instant since) {
    return claimed.getOrDefault(person, Instant.MIN).isAfter(since);
  }

  @Override
  public synchronized Optional<Profile> find(Person person) {
    return Optional.ofNullable(told.get(person)).map(Told::profile);
  }
}
