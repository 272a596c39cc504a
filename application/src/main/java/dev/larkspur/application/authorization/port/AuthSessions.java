package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where sessions live while a person makes up their mind. Durable, and shared by all instances.
 *
 * <p>The steps that are passed in must be pure: after a lost race they are run again on what the
 * winner left.
 */
public interface AuthSessions {
  /**
   * Stores what {@code step} makes of the person's open session, empty if there is none, atomically
   * across all instances: there is never more than one open session for a person.
   */
  Opening open(Person person, Function<Optional<AuthSession.Open>, Opening> step);

  /**
   * Stores what {@code step} decides for the session as it is now, atomically across all instances.
   *
   * <p>An award stores the grant, with the next epoch of the person, together with the session:
   * both or neither. An unknown id is refused, not thrown.
   */
  Decision advance(AuthSessionId id, Function<AuthSession, Decision> step);

  Optional<AuthSession> find(AuthSessionId id);

  Optional<AuthSession.Open> findOpen(Person person);

  /**
   * Sessions that time has caught up with: overdue, or left behind by the instance that claimed
   * them. At most {@code most}, the longest overdue first.
   */
  List<AuthSessionId> due(Instant now, int most);
}
