package dev.larkspur.application.authorization;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.token.port.Apps.App;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession.Beginning;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;

/** Makes the sessions that requests begin with. */
public final class FreshSessions {
  private final Ways ways;
  private final Duration patience;
  private final Entropy entropy;
  private final Claims claims;

  /**
   * @param patience how long a session waits for the click
   */
  public FreshSessions(Ways ways, Duration patience, Entropy entropy, Claims claims) {
    this.ways = ways;
    this.patience = patience;
    this.entropy = entropy;
    this.claims = claims;
  }

  /**
   * @throws IllegalArgumentException if there would be more scopes than the platform takes
   */
  Beginning session(App app, Person person, Wish wish) {
    var scopes = wish.scopes() == null ? app.scopes() : wish.scopes();
    var now = claims.clock().instant();
    var request =
        new AuthRequest(
            new AuthSessionId(entropy.uuid()),
            person,
            ways.choose(app.id(), wish.method()),
            scopes.union(Scopes.OFFLINE_ACCESS),
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
}
