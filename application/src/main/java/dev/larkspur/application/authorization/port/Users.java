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

  /**
   * Whether the platform was not asked for this person after {@code since}; if so, it counts as
   * asked {@code now}, and of many callers one is told so. Of whom nothing is known yet, always.
   */
  boolean claim(Person person, Instant now, Instant since);

  Optional<Profile> find(Person person);
}
