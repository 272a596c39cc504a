package dev.larkspur.application.authorization;

import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Apps.App;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.CardWish;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.AskedAnew;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.RenewalSchedule;
import dev.larkspur.domain.token.Scopes;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * Asks a person to consent anew when their grant cannot be renewed without them: by one card, with
 * a friendly reason, and then not again before something new has happened and the cool-down is
 * over.
 *
 * <p>Asking comes before it is noted. Whoever dies in between leaves an open session, which the
 * next one joins: still one card.
 */
public final class AskAnew {
  private static final int MOST_AT_ONCE = 50;

  private final Apps apps;
  private final Grants grants;
  private final RequestAuthorization request;
  private final RenewalSchedule schedule;
  private final Executor each;
  private final InstantSource clock;

  /**
   * @param each runs the requests of a round, side by side if it likes
   */
  public AskAnew(
      Apps apps,
      Grants grants,
      RequestAuthorization request,
      RenewalSchedule schedule,
      Executor each,
      InstantSource clock) {
    this.apps = apps;
    this.grants = grants;
    this.request = request;
    this.schedule = schedule;
    this.each = each;
    this.clock = clock;
  }

  /** One round. Any number of instances may make rounds at once. */
  public void handle() {
    for (var app : apps.all()) {
      grants
          .toAsk(app.id(), clock.instant(), MOST_AT_ONCE)
          .forEach(person -> each.execute(() -> ask(app, person)));
    }
  }

  private void ask(App app, Person person) {
    if (grants.find(person).orElse(null) instanceof Held grant && isDue(grant)) {
      var scopes = asMuchAsCanBeAsked(app, grant.pair().scopes());
      var wish = new Wish(null, scopes, card(person), Occasion.RENEWAL, AuthRequest.OURSELVES);
      var asked = request.handle(person, wish);
      if (asked.isPresent() && !(asked.get().opening() instanceof Opening.Busy)) {
        var noted = new AskedAnew(clock.instant());
        // not on a grant that was renewed or consented anew meanwhile: it has not been asked for
        grants.advance(
            person,
            g ->
                g instanceof Held held && !isDue(held)
                    ? new GrantDecision.Stay(held)
                    : GrantFlow.decide(g, noted, clock.instant()));
      }
    }
  }

  private boolean isDue(Held grant) {
    return schedule.askAt(grant).filter(at -> !clock.instant().isBefore(at)).isPresent();
  }

  /** People may have consented to more by and by than the platform takes at once. */
  private static Scopes asMuchAsCanBeAsked(App app, Scopes had) {
    return had.isEmpty()
            || had.union(Scopes.OFFLINE_ACCESS).names().size() > AuthRequest.MOST_SCOPES
        ? app.scopes()
        : had;
  }

  private static CardWish card(Person person) {
    var to = new CardAddress(CardAddress.Kind.OPEN_ID, person.openId().value());
    return new CardWish(to, CardWish.Detail.DETAILED, null, null);
  }
}
