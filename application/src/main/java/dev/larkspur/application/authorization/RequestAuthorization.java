package dev.larkspur.application.authorization;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service wants to act as a person. Opens a session, or joins the one that is open. */
public final class RequestAuthorization {
  private final Apps apps;
  private final AuthSessions sessions;
  private final Doorbell cards;
  private final Duration patience;
  private final Entropy entropy;
  private final InstantSource clock;

  /**
   * @param patience how long a session waits for the click
   */
  public RequestAuthorization(
      Apps apps,
      AuthSessions sessions,
      Doorbell cards,
      Duration patience,
      Entropy entropy,
      InstantSource clock) {
    this.apps = apps;
    this.sessions = sessions;
    this.cards = cards;
    this.patience = patience;
    this.entropy = entropy;
    this.clock = clock;
  }

  /**
   * @param scopes null: the app's usual ones; {@code offline_access} is always added
   * @param by the caller's key
   * @return empty if there is no such app
   * @throws IllegalArgumentException if there would be more scopes than the platform takes
   */
  public Optional<Opening> handle(
      Person person, Method method, @Nullable Scopes scopes, CardWish card, UUID by) {
    return handle(person, method, scopes, card, Occasion.REQUEST, by);
  }

  Optional<Opening> handle(
      Person person, Method method, @Nullable Scopes scopes, CardWish card, Occasion why, UUID by) {
    var opening =
        apps.find(person.app())
            .map(
                app -> fresh(person, method, scopes == null ? app.scopes() : scopes, card, why, by))
            .map(fresh -> sessions.open(person, open -> decide(open, fresh)));
    opening.ifPresent(_ -> cards.ring());
    return opening;
  }

  private Opening decide(Optional<AuthSession.Open> open, AuthSession.Requested fresh) {
    return AuthFlow.open(open.orElse(null), fresh, clock.instant());
  }

  private AuthSession.Requested fresh(
      Person person, Method method, Scopes scopes, CardWish card, Occasion why, UUID by) {
    var now = clock.instant();
    var request =
        new AuthRequest(
            new AuthSessionId(entropy.uuid()),
            person,
            method,
            scopes.union(Scopes.OFFLINE_ACCESS),
            new Nonce(entropy.unguessable()),
            card,
            why,
            by,
            now);
    return new AuthSession.Requested(request, now.plus(patience));
  }
}
