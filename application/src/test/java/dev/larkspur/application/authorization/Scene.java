package dev.larkspur.application.authorization;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.PATIENCE;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Entropy;
import dev.larkspur.application.HandPause;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.Stores;
import dev.larkspur.application.authorization.Ways.WhenDegraded;
import dev.larkspur.application.authorization.port.InMemoryCards;
import dev.larkspur.application.authorization.port.InMemoryPlatform;
import dev.larkspur.application.connection.Reception;
import dev.larkspur.application.token.CarryRevocations;
import dev.larkspur.application.token.Turns;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** All use cases of an authorization on ports in memory, at noon. */
final class Scene {
  final MutableClock clock = new MutableClock(NOON);
  final Stores stores = InMemoryStores.at(clock);
  final InMemoryPlatform platform = new InMemoryPlatform(clock);
  final InMemoryCards cards = new InMemoryCards();
  final Entropy entropy = new Entropy(new Random(42));
  final List<Duration> pauses = new ArrayList<>();
  int rings;

  final Apps apps =
      new Apps() {
        private final App app = new App(APP, "demo", DOCS);

        @Override
        public Optional<App> find(AppId id) {
          return id.equals(APP) ? Optional.of(app) : Optional.empty();
        }

        @Override
        public List<App> all() {
          return List.of(app);
        }
      };

  final Claims claims = new Claims("instance-1", Duration.ofSeconds(15), entropy, clock);
  final PrepareConsent prepare = new PrepareConsent(stores.sessions(), platform, this::ring, clock);
  final Ways ways =
      new Ways(
          Method.WEBSOCKET_CARD,
          WhenDegraded.DEVICE_LINK,
          _ -> EnumSet.allOf(Method.class),
          new Reception(stores.slots(), clock));
  final RequestAuthorization request =
      new RequestAuthorization(
          apps,
          new AdmitRequests(stores.limits(), 1_000, 4, clock),
          stores.sessions(),
          new FreshSessions(stores.grants(), ways, PATIENCE, entropy, claims),
          prepare,
          this::ring,
          clock);
  final HandleDecline decline = new HandleDecline(stores.sessions(), this::ring, clock);
  final CancelAuthorization cancel = new CancelAuthorization(stores.sessions(), this::ring, clock);
  final CarryRevocations carry =
      new CarryRevocations(stores.revocations(), platform, Runnable::run, clock);
  final VerifyConsent verify =
      new VerifyConsent(stores.sessions(), platform, platform, stores.users(), this::ring, clock);
  final SettleConsent settle =
      new SettleConsent(
          stores.sessions(),
          carry,
          verify,
          new Insistence(3, Duration.ofSeconds(1), pauses::add),
          this::ring,
          claims,
          clock);
  final PollConsent poll =
      new PollConsent(
          apps,
          stores.polls(),
          stores.budget(),
          platform,
          settle,
          Runnable::run,
          new HandPause(clock),
          clock);
  final RedeemCode redeem =
      new RedeemCode(
          stores.sessions(),
          platform,
          new Turns(stores.budget(), new HandPause(clock), clock),
          settle,
          this::ring,
          claims,
          Runnable::run,
          clock);
  final FinishRedirect finish = new FinishRedirect(stores.sessions(), redeem, this::ring, clock);
  final HandleClick click = new HandleClick(stores.sessions(), prepare, redeem, claims, clock);
  final SweepOverdue sweep =
      new SweepOverdue(
          stores.sessions(), prepare, verify, claims, this::ring, Runnable::run, clock);
  final ShowCards show =
      new ShowCards(stores.cards(), cards, stores.sessions(), ways, Runnable::run, clock);

  final RevokeGrant revoke =
      new RevokeGrant(stores.grants(), carry, stores.sessions(), this::ring, clock);
  final HandleRevoke press = new HandleRevoke(stores.sessions(), revoke, clock);
  final AskAnew askAnew =
      new AskAnew(apps, stores.grants(), request, StoreContract.SCHEDULE, Runnable::run, clock);

  private void ring() {
    rings++;
  }

  AuthSession.Open ask(Person person) {
    return request
        .handle(person, Method.WEBSOCKET_CARD, null, Cast.request(person).card(), CALLER)
        .orElseThrow()
        .opening()
        .session();
  }

  AuthSession.Open ask(Person person, Scopes scopes) {
    return request
        .handle(person, Method.WEBSOCKET_CARD, scopes, Cast.request(person).card(), CALLER)
        .orElseThrow()
        .opening()
        .session();
  }

  Decision click(AuthSession session) {
    return click.handle(session.id(), session.person(), session.request().nonce());
  }

  /** Asked and clicked: the link is there. */
  AuthSession awaiting(Person person) {
    var session = ask(person);
    click(session);
    return now(session);
  }

  /** Asked, clicked and consented. */
  Granted granted(Person person) {
    var session = awaiting(person);
    platform.approve(person);
    pollAfter(Duration.ofSeconds(5));
    return (Granted) now(session);
  }

  AuthSession now(AuthSession session) {
    return now(session.id());
  }

  AuthSession now(AuthSessionId id) {
    return stores.sessions().find(id).orElseThrow();
  }

  /** Time passes, then a round of polls is made. */
  void pollAfter(Duration time) {
    clock.advance(time);
    poll.handle();
  }

  void sweepAfter(Duration time) {
    clock.advance(time);
    sweep.handle();
  }
}
