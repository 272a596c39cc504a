package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import java.util.Optional;

/**
 * People's standing consents, one per person. Durable.
 *
 * <p>A grant is born when a session is granted, in the same stroke: see {@code
 * AuthSessions.advance}.
 */
public interface Grants {
  Optional<Grant> find(Person person);
}
