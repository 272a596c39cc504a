package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Apps.App;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Beginning;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service wants to act as a person. Opens a session, or joins the one that is open. */
public final class RequestAuthorization {
  /** What became of a session that was made for a request. */
  private record Opened(Opening opening, Beginning fresh) {}

  private final Apps apps;
  private final AdmitRequests requests;
  private final AuthSessions sessions;
  private final FreshSessions fresh;
  private final @Nullable PrepareConsent prepare;
  private final Doorbell cards;
  private final InstantSource clock;

  /**
   * @param prepare null: there is no platform, and so there are no apps
   */
  public RequestAuthorization(
      Apps apps,
      AdmitRequests requests,
      AuthSessions sessions,
      FreshSessions fresh,
      @Nullable PrepareConsent prepare,
      Doorbell cards,
      InstantSource clock) {
    this.apps = apps;
    this.requests = requests;
    this.sessions = sessions;
    this.fresh = fresh;
    this.prepare = prepare;
    this.cards = cards;
    this.clock = clock;
  }

  /**
   * @param method null: the usual one
   * @param scopes null: the app's usual ones; {@code offline_access} is always added
   * @param by the caller's key
   * @return empty if there is no such app
   * @throws NotOffered if the app is not set up for the method
   * @throws AskedTooOften if the person was asked for too often in the last minute
   * @throws TooManyAtOnce if the store does not keep up with requests
   * @throws IllegalArgumentException if there would be more scopes than the platform takes
   */
  public Optional<Asked> handle(
      Person person, @Nullable Method method, @Nullable Scopes scopes, CardWish card, UUID by) {
    return handle(person, new Wish(method, scopes, card, Occasion.REQUEST, by));
  }

  Optional<Asked> handle(Person person, Wish wish) {
    return apps.find(person.app()).map(app -> ask(app, person, wish));
  }

  private Asked ask(App app, Person person, Wish wish) {
    var opened = requests.admit(person, wish.why(), () -> open(app, person, wish));
    cards.ring();
    return new Asked(opened.opening(), begun(opened));
  }

  private Opened open(App app, Person person, Wish wish) {
    var session = fresh.session(app, person, wish);
    var opening =
        sessions.open(person, open -> AuthFlow.open(open.orElse(null), session, clock.instant()));
    return new Opened(opening, session);
  }

  /** What waits for no press goes on at once; whoever joined it leaves that to its owner. */
  private AuthSession begun(Opened opened) {
    var opening = opened.opening();
    if (opening.session() instanceof Preparing mine
        && opened.fresh() instanceof Preparing(_, var claim, _)
        && claim.isSameAs(mine.claim())) {
      var decision = Objects.requireNonNull(prepare).handle(mine);
      return Objects.requireNonNullElse(decision.session(), mine);
    }
    return opening.session();
  }
}
