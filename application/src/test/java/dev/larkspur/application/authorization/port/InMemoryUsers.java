package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.Profile;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Users in memory. */
public final class InMemoryUsers implements Users {
  private record Told(Profile profile, Instant asked) {}

  private final Map<Person, Told> told = new ConcurrentHashMap<>();

  @Override
  public void save(Profile profile, Instant asked) {
    told.merge(
        profile.person(),
        new Told(profile, asked),
        (old, fresh) -> asked.isBefore(old.asked()) ? old : fresh);
  }

  @Override
  public Optional<Profile> find(Person person) {
    return Optional.ofNullable(told.get(person)).map(Told::profile);
  }
}
