package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.domain.authorization.AuthCommand.RevokePress;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Refusal;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Consent;
import java.time.InstantSource;

/** The person pressed "Revoke" on the card that says what they allowed. */
public final class HandleRevoke {
  private final AuthSessions sessions;
  private final RevokeGrant revoke;
  private final InstantSource clock;

  public HandleRevoke(AuthSessions sessions, RevokeGrant revoke, InstantSource clock) {
    this.sessions = sessions;
    this.revoke = revoke;
    this.clock = clock;
  }

  /** An old card revokes nothing newer than itself, however late or often the press arrives. */
  public Decision handle(AuthSessionId id, Person by, Nonce nonce) {
    var press = new RevokePress(by, nonce);
    var judged = sessions.advance(id, s -> AuthFlow.decide(s, press, clock.instant()));
    return judged instanceof Decision.Stay(Granted session) ? revoked(session) : judged;
  }

  private Decision revoked(Granted session) {
    var consent = new Consent(session.id().value(), session.at());
    if (!revoke.handle(session.person(), consent)) {
      return new Decision.Refuse(Refusal.OLD_CARD, session); // they consented anew since
    }
    AuthSession now = sessions.find(session.id()).orElse(session);
    return new Decision.Stay(now);
  }
}
