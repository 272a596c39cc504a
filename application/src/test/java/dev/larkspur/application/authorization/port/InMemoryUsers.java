package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.Profile;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Users in memory. */
public final class InMemoryUsers implements Users {
  private final Map<Person, Profile> profiles = new ConcurrentHashMap<>();

  @Override
  public void save(Profile profile, Instant at) {
    profiles.put(profile.person(), profile);
  }

  @Override
  public Optional<Profile> find(Person person) {
    return Optional.ofNullable(profiles.get(person));
  }
}
