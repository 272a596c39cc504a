package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.RedeemCode.Redemption;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.domain.authorization.AuthCommand.CodeArrived;
import dev.larkspur.domain.authorization.AuthCommand.RefusalArrived;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.authorization.RedirectState;
import dev.larkspur.domain.token.Secret;
import java.time.InstantSource;

/** A person's browser came back from the consent page. */
public final class FinishRedirect {
  private final AuthSessions sessions;
  private final RedeemCode redeem;
  private final Doorbell cards;
  private final InstantSource clock;

  public FinishRedirect(
      AuthSessions sessions, RedeemCode redeem, Doorbell cards, InstantSource clock) {
    this.sessions = sessions;
    this.redeem = redeem;
    this.cards = cards;
    this.clock = clock;
  }

  /**
   * It brought a code. State and verifier are gone from the store once the session took it: of many
   * browsers with one state, one gets past that.
   */
  public Arrival handle(RedirectState state, Secret code) {
    var session = sessions.find(state.session()).orElse(null);
    if (!(session instanceof AwaitingConsent(_, Redirect redirect))) {
      return Arrival.NOT_VALID;
    }
    var arrived =
        redeem.handle(
            session.id(), claim -> new CodeArrived(state.secret(), claim), code, redirect);
    return switch (arrived) {
      case Redemption.NotTaken _ -> Arrival.NOT_VALID;
      case Redemption.NoTurn() -> Arrival.TRY_AGAIN;
      case Redemption.Sent(var after) -> tell(after);
    };
  }

  /** It brought word that the person refused. */
  public Arrival handle(RedirectState state) {
    var refusal = new RefusalArrived(state.secret());
    var decision =
        sessions.advance(state.session(), s -> AuthFlow.decide(s, refusal, clock.instant()));
    cards.ring();
    return decision instanceof Advance(Denied _) ? Arrival.DECLINED : Arrival.NOT_VALID;
  }

  private static Arrival tell(AuthSession session) {
    return switch (session) {
      case Granted _, Withdrawn _ -> Arrival.AUTHORIZED;
      case Verifying _ -> Arrival.BEING_CHECKED;
      case Denied _ -> Arrival.DECLINED;
      case Failed(_, _, var reason, _) when reason == FailureReason.WRONG_ACCOUNT ->
          Arrival.WRONG_ACCOUNT;
      default -> Arrival.FAILED;
    };
  }
}
