package dev.larkspur.application.authorization;

import dev.larkspur.application.Insistence;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.token.port.TokenRevocation;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthCommand.Approved;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.token.TokenPair;
import java.time.InstantSource;

/** Takes down what a poll brought. */
public final class SettleConsent {
  private final AuthSessions sessions;
  private final TokenRevocation revocation;
  private final VerifyConsent verify;
  private final Insistence insist;
  private final Doorbell cards;
  private final Claims claims;
  private final InstantSource clock;

  public SettleConsent(
      AuthSessions sessions,
      TokenRevocation revocation,
      VerifyConsent verify,
      Insistence insist,
      Doorbell cards,
      Claims claims,
      InstantSource clock) {
    this.sessions = sessions;
    this.revocation = revocation;
    this.verify = verify;
    this.insist = insist;
    this.cards = cards;
    this.claims = claims;
    this.clock = clock;
  }

  /**
   * Stores the pair before anything else is done with it: the device code is spent and the platform
   * tells it to nobody again. A store that is out for a moment is therefore insisted upon.
   */
  void approved(AwaitingConsent session, TokenPair pair) {
    var approved = new Approved(pair, claims.fresh());
    if (insist.on(() -> advance(session, approved)) instanceof Advance(Verifying mine)) {
      verify.handle(mine);
    } else {
      // cancelled or superseded while the person consented: nobody will use it
      revocation.revoke(session.person().app(), pair);
    }
  }

  /** The session ends without a token. */
  void ended(AwaitingConsent session, AuthCommand how) {
    advance(session, how);
    cards.ring();
  }

  private Decision advance(AwaitingConsent session, AuthCommand command) {
    return sessions.advance(session.id(), s -> AuthFlow.decide(s, command, clock.instant()));
  }
}
