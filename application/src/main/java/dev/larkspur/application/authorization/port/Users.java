package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.Profile;
import java.time.Instant;
import java.util.Optional;

/** What is known of the people who consented. */
public interface Users {
  /** The newest word of the platform replaces what was known. */
  void save(Profile profile, Instant at);

  Optional<Profile> find(Person person);
}
