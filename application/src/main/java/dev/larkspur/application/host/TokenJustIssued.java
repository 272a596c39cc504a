package dev.larkspur.application.host;

import dev.larkspur.domain.identity.Person;
import java.io.Serial;
import java.time.Duration;

/**
 * The token that the platform does not take was issued only just now, so that another one would
 * help no more: whatever the platform has against the call, it is not the token's age.
 */
public final class TokenJustIssued extends TokenUnavailable {
  @Serial private static final long serialVersionUID = 1;

  TokenJustIssued(Person person, Duration wait) {
    super(person, wait, null);
  }
}
