package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.Profile;
import java.time.Instant;
import java.util.Optional;

/** What is known of the people who consented. */
public interface Users {
  /**
   * What the platform told replaces what was known, whatever it does not tell any more included;
   * unless that was asked for later.
   *
   * @param asked when the platform was asked, not when it answered
   */
  void save(Profile profile, Instant asked);

  Optional<Profile> find(Person person);
}
