package dev.larkspur.application.authorization;

import dev.larkspur.application.Pause;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.CodeExchange;
import dev.larkspur.application.authorization.port.CodeExchange.Exchanged;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.token.Turns;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthCommand.CodeArrived;
import dev.larkspur.domain.authorization.AuthCommand.ConsentRefused;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthCommand.RefusalArrived;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.authorization.RedirectState;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Secret;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A person's browser came back from the consent page. */
public final class FinishRedirect {
  /*
   * The order: look, wait for a permit, claim, call once, store. Who brings a foreign state is
   * turned away at the look and takes no permit from others. While a permit is waited for the
   * session still awaits consent, so that where there is none nothing is lost. From the claim on
   * state and verifier are gone from the store: of many browsers with one state, one gets past it.
   */
  private final AuthSessions sessions;
  private final CodeExchange codes;
  private final TokenBudget budget;
  private final Turns turns;
  private final SettleConsent settle;
  private final Doorbell cards;
  private final Claims claims;
  private final InstantSource clock;

  public FinishRedirect(
      AuthSessions sessions,
      CodeExchange codes,
      TokenBudget budget,
      SettleConsent settle,
      Doorbell cards,
      Claims claims,
      Pause pause,
      InstantSource clock) {
    this.sessions = sessions;
    this.codes = codes;
    this.budget = budget;
    this.turns = new Turns(budget, pause, clock);
    this.settle = settle;
    this.cards = cards;
    this.claims = claims;
    this.clock = clock;
  }

  /** It brought a code. */
  public Arrival handle(RedirectState state, Secret code) {
    var session = sessions.find(state.session()).orElse(null);
    if (!(session instanceof AwaitingConsent(_, Redirect redirect))
        || !(decide(session, arrived(state)) instanceof Advance(Exchanging _))) {
      return Arrival.NOT_VALID;
    }
    var app = session.person().app();
    var permit = budget.take(app, Purpose.EXCHANGE, 1, clock);
    if (!turns.comes(app, Purpose.EXCHANGE, permit, 0)) {
      return Arrival.TRY_AGAIN;
    }
    var arrived = arrived(state); // its claim counts from now
    return advance(state.session(), arrived) instanceof Advance(Exchanging mine)
        ? exchange(mine, code, redirect)
        : Arrival.NOT_VALID;
  }

  /** It brought word that the person refused. */
  public Arrival handle(RedirectState state) {
    var decision = advance(state.session(), new RefusalArrived(state.secret()));
    return decision instanceof Advance(Denied _) ? Arrival.DECLINED : Arrival.NOT_VALID;
  }

  private Arrival exchange(Exchanging mine, Secret code, Redirect redirect) {
    var app = mine.person().app();
    Exchanged exchanged;
    try {
      exchanged = codes.exchange(app, code, redirect);
    } catch (PlatformUnavailable e) {
      return spent(mine); // it may have got there, so it is not sent again
    }
    return switch (exchanged) {
      case Exchanged.Approved(var pair) -> {
        settle.exchanged(mine, pair);
        yield sessions.find(mine.id()).map(FinishRedirect::tell).orElse(Arrival.FAILED);
      }
      case Exchanged.PersonRefused() -> {
        settle.ended(mine, new ConsentRefused());
        yield Arrival.DECLINED;
      }
      case Exchanged.RateLimited(var wait) -> {
        budget.pause(app, clock.instant(), wait);
        yield spent(mine);
      }
      case Exchanged.Rejected(var reason, var error) -> failed(mine, reason, error);
    };
  }

  private Arrival spent(Exchanging mine) {
    return failed(mine, FailureReason.CODE_SPENT, null);
  }

  private Arrival failed(Exchanging mine, FailureReason reason, @Nullable PlatformError error) {
    settle.ended(mine, new GiveUp(reason, error, mine.claim()));
    return Arrival.FAILED;
  }

  private static Arrival tell(AuthSession session) {
    return switch (session) {
      case Granted _, Withdrawn _ -> Arrival.AUTHORIZED;
      case Verifying _ -> Arrival.BEING_CHECKED;
      case Failed(_, _, var reason, _) when reason == FailureReason.WRONG_ACCOUNT ->
          Arrival.WRONG_ACCOUNT;
      default -> Arrival.FAILED;
    };
  }

  private CodeArrived arrived(RedirectState state) {
    return new CodeArrived(state.secret(), claims.fresh());
  }

  private Decision decide(AuthSession session, AuthCommand command) {
    return AuthFlow.decide(session, command, clock.instant());
  }

  private Decision advance(AuthSessionId id, AuthCommand command) {
    var decision = sessions.advance(id, s -> decide(s, command));
    cards.ring();
    return decision;
  }
}
