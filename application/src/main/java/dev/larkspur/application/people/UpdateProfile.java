package dev.larkspur.application.people;

import dev.larkspur.application.authorization.port.People;
import dev.larkspur.application.authorization.port.People.Identified;
import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Asks the platform for what it tells of one person, with their present token, and keeps it.
 *
 * <p>An answer that is in doubt changes nothing, neither what is known nor the grant: whether a
 * token still serves is found out by refreshing it, which concerns the refresh and not this.
 */
public final class UpdateProfile {
  private final Grants grants;
  private final People people;
  private final Users users;
  private final Doubts doubts;
  private final InstantSource clock;

  public UpdateProfile(
      Grants grants, People people, Users users, Doubts doubts, InstantSource clock) {
    this.grants = grants;
    this.people = people;
    this.users = users;
    this.doubts = doubts;
    this.clock = clock;
  }

  /**
   * Does nothing if the platform was asked more recently than this, or if there is no valid token;
   * never refreshes one.
   *
   * @return whether the platform was asked
   * @throws PlatformUnavailable if it did not answer
   */
  boolean handle(Person person, Duration recently) {
    var now = clock.instant();
    if (!users.claim(person, now, now.minus(recently))) {
      return false;
    }
    var token = validToken(person, now);
    token.ifPresent(access -> ask(person, access, now));
    return token.isPresent();
  }

  private Optional<Secret> validToken(Person person, Instant now) {
    return grants
        .find(person)
        .filter(Held.class::isInstance)
        .map(grant -> ((Held) grant).pair())
        .filter(pair -> pair.left(now).isPositive())
        .map(pair -> pair.access());
  }

  private void ask(Person person, Secret access, Instant now) {
    switch (people.identify(person.app(), access)) {
      case Identified.Owner(Profile told) when told.person().equals(person) ->
          users.save(told, now);
      case Identified.Owner _ -> doubts.ofSomebodyElse(person);
      case Identified.Rejected(var error) -> doubts.rejected(person, error);
    }
  }
}
