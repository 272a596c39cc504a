package dev.larkspur.application.authorization;

import dev.larkspur.application.Insistence;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.token.CarryRevocations;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthCommand.Approved;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Open;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.token.TokenPair;
import java.time.InstantSource;

/** Takes down what the token endpoint said. */
public final class SettleConsent {
  private final AuthSessions sessions;
  private final CarryRevocations unused;
  private final VerifyConsent verify;
  private final Insistence insist;
  private final Doorbell cards;
  private final Claims claims;
  private final InstantSource clock;

  public SettleConsent(
      AuthSessions sessions,
      CarryRevocations unused,
      VerifyConsent verify,
      Insistence insist,
      Doorbell cards,
      Claims claims,
      InstantSource clock) {
    this.sessions = sessions;
    this.unused = unused;
    this.verify = verify;
    this.insist = insist;
    this.cards = cards;
    this.claims = claims;
    this.clock = clock;
  }

  /** A poll brought the pair. */
  void approved(AwaitingConsent session, TokenPair pair) {
    approved(session, new Approved(pair, claims.fresh()));
  }

  /** The code brought the pair. */
  void exchanged(Exchanging session, TokenPair pair) {
    approved(session, new Approved(pair, claims.prolonged(session.claim())));
  }

  /**
   * Stores the pair before anything else is done with it: the code is spent and the platform tells
   * it to nobody again. A store that is out for a moment is therefore insisted upon; the try before
   * may have stored it, though its answer was lost.
   */
  private void approved(Open session, Approved approved) {
    var decision = insist.on(() -> advance(session, approved));
    switch (decision.session()) {
      case Verifying stored when isOurs(stored, approved) -> verify.handle(stored);
      case Verifying stored when stored.pair().access().equals(approved.pair().access()) -> {}
      case Granted _, Withdrawn _ -> {} // of this pair: a session brings one
      case null, default -> // cancelled, superseded or swept while the person consented
          insist.on(
              () -> {
                unused.take(session.person(), approved.pair());
                return decision;
              });
    }
  }

  /** Nobody has taken the verification over meanwhile. */
  private static boolean isOurs(Verifying stored, Approved approved) {
    return stored.claim().isSameAs(approved.claim());
  }

  /** The session ends without a token. */
  void ended(Open session, AuthCommand how) {
    advance(session, how);
    cards.ring();
  }

  private Decision advance(Open session, AuthCommand command) {
    return sessions.advance(session.id(), s -> AuthFlow.decide(s, command, clock.instant()));
  }
}
