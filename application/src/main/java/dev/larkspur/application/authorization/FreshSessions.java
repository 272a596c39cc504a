package dev.larkspur.application.authorization;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.token.port.Apps.App;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession.Beginning;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantState;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import java.time.Instant;

/** Makes the sessions that requests begin with. */
public final class FreshSessions {
  private final Grants grants;
  private final Ways ways;
  private final Duration patience;
  private final Entropy entropy;
  private final Claims claims;

  /**
   * @param patience how long a session waits for the click
   */
  public FreshSessions(
      Grants grants, Ways ways, Duration patience, Entropy entropy, Claims claims) {
    this.grants = grants;
    this.ways = ways;
    this.patience = patience;
    this.entropy = entropy;
    this.claims = claims;
  }

  /**
   * @throws IllegalArgumentException if there would be more scopes than the platform takes
   */
  Beginning session(App app, Person person, Wish wish) {
    var wished = wish.scopes() == null ? app.scopes() : wish.scopes();
    var now = claims.clock().instant();
    var request =
        new AuthRequest(
            new AuthSessionId(entropy.uuid()),
            person,
            ways.choose(app.id(), wish.method()),
            withStanding(person, wished.union(Scopes.OFFLINE_ACCESS), now),
            new Nonce(entropy.unguessable()),
            wish.card(),
            wish.why(),
            wish.by(),
            now);
    var end = now.plus(patience);
    return request.method().waitsForPress()
        ? new Requested(request, end)
        : new Preparing(request, claims.fresh(), end);
  }

  /**
   * With those of the grant that the new one replaces, if it is still good for something and the
   * platform takes so many.
   */
  private Scopes withStanding(Person person, Scopes wanted, Instant now) {
    var all =
        grants.find(person).orElse(null) instanceof Held held
                && held.stateAt(now) != GrantState.NEEDS_REAUTHORIZATION
            ? wanted.union(held.pair().scopes())
            : wanted;
    return all.names().size() > AuthRequest.MOST_SCOPES ? wanted : all;
  }
}
