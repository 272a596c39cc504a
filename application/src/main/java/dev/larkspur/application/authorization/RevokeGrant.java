package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.token.CarryRevocations;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Consent;
import dev.larkspur.domain.token.GrantCommand;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantDecision.Refuse;
import dev.larkspur.domain.token.GrantFlow;
import java.time.InstantSource;

/**
 * Withdraws what a person consented to. Here first, so that nobody serves the token from then on
 * whatever the platform does; its pair is handed, in the same stroke, to those who tell the
 * platform until it has heard.
 */
public final class RevokeGrant {
  private final Grants grants;
  private final CarryRevocations revocations;
  private final AuthSessions sessions;
  private final Doorbell cards;
  private final InstantSource clock;

  public RevokeGrant(
      Grants grants,
      CarryRevocations revocations,
      AuthSessions sessions,
      Doorbell cards,
      InstantSource clock) {
    this.grants = grants;
    this.revocations = revocations;
    this.sessions = sessions;
    this.cards = cards;
    this.clock = clock;
  }

  /** A service or an administrator withdraws it. False if there never was a grant. */
  public boolean handle(Person person) {
    return !(handle(person, new GrantCommand.Revoke()) instanceof Refuse);
  }

  /** The person withdraws this consent. False if it is no longer the present one. */
  boolean handle(Person person, Consent consent) {
    return !(handle(person, new GrantCommand.RevokeConsent(consent)) instanceof Refuse);
  }

  private GrantDecision handle(Person person, GrantCommand command) {
    var decision = grants.advance(person, g -> GrantFlow.decide(g, command, clock.instant()));
    if (decision.grant() != null && !(decision instanceof Refuse)) {
      var session = new AuthSessionId(decision.grant().consent().session());
      sessions.advance(
          session, s -> AuthFlow.decide(s, new AuthCommand.Withdraw(), clock.instant()));
      cards.ring();
      revocations.handle(person);
    }
    return decision;
  }
}
