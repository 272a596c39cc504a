package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.domain.authorization.AuthCommand.Click;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.identity.Person;
import java.time.InstantSource;

/** The person pressed "Authorize". Claim the session, fetch the link, show it. */
public final class HandleClick {
  private final AuthSessions sessions;
  private final PrepareConsent prepare;
  private final Claims claims;
  private final InstantSource clock;

  public HandleClick(
      AuthSessions sessions, PrepareConsent prepare, Claims claims, InstantSource clock) {
    this.sessions = sessions;
    this.prepare = prepare;
    this.claims = claims;
    this.clock = clock;
  }

  /** Of many clicks, on whatever instances, one claims the session; the others find it claimed. */
  public Decision handle(AuthSessionId id, Person by, Nonce nonce) {
    var click = new Click(by, nonce, claims.fresh());
    var decision = sessions.advance(id, s -> AuthFlow.decide(s, click, clock.instant()));
    return decision instanceof Advance(Preparing mine) ? prepare.handle(mine) : decision;
  }
}
