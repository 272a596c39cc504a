package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.RedeemCode.Redemption;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.domain.authorization.AuthCommand.Click;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Secret;
import java.time.InstantSource;

/** The person pressed "Authorize". Claim the session, fetch the link, show it. */
public final class HandleClick {
  private final AuthSessions sessions;
  private final PrepareConsent prepare;
  private final RedeemCode redeem;
  private final Claims claims;
  private final InstantSource clock;

  public HandleClick(
      AuthSessions sessions,
      PrepareConsent prepare,
      RedeemCode redeem,
      Claims claims,
      InstantSource clock) {
    this.sessions = sessions;
    this.prepare = prepare;
    this.redeem = redeem;
    this.claims = claims;
    this.clock = clock;
  }

  /** Of many clicks, on whatever instances, one claims the session; the others find it claimed. */
  public Decision handle(AuthSessionId id, Person by, Nonce nonce) {
    var click = new Click(by, nonce, claims.fresh());
    var decision = sessions.advance(id, s -> AuthFlow.decide(s, click, clock.instant()));
    return decision instanceof Advance(Preparing mine) ? prepare.handle(mine) : decision;
  }

  /**
   * The press brought a code, so no link is needed. Who pressed is checked as ever, and whose token
   * comes of it. Where it is not the code's turn soon, the person gets a link after all.
   */
  public Decision handle(AuthSessionId id, Person by, Nonce nonce, Secret code) {
    return switch (redeem.handle(id, c -> new Click(by, nonce, c, true), code, null)) {
      case Redemption.NotTaken(var decision) -> decision;
      case Redemption.NoTurn() -> handle(id, by, nonce);
      case Redemption.Sent(var session) -> new Advance(session);
    };
  }
}
