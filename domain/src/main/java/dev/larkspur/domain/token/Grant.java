package dev.larkspur.domain.token;

import dev.larkspur.domain.identity.Person;
import java.time.Instant;

/**
 * A person's standing consent and the pair that it yields at present.
 *
 * @param epoch grows with every change of the pair; an older one never replaces a newer one
 * @param consentedAt when the person last consented
 */
public record Grant(Person person, TokenPair pair, long epoch, Instant consentedAt) {

  public GrantState stateAt(Instant now) {
    return pair.left(now).isPositive() ? GrantState.ACTIVE : GrantState.NEEDS_REAUTHORIZATION;
  }
}
