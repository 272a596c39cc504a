package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.ATTEMPT;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Consented;
import dev.larkspur.application.Entropy;
import dev.larkspur.application.HandPause;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Pause;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.Stores;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.memory.Memories;
import dev.larkspur.application.memory.Memory;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.InMemoryTokenMemory;
import dev.larkspur.application.token.port.InMemoryTokenRefresh;
import dev.larkspur.application.token.port.InMemoryTokenReleases;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.TokenPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;

/** Tokens being used and renewed, on ports in memory, at noon. */
final class TokenScene {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** When a token that was given at noon and is in use is certainly due to be renewed. */
  static final Instant DUE = NOON.plus(Duration.ofMinutes(111));

  final MutableClock clock = new MutableClock(NOON);
  final Stores stores = InMemoryStores.at(clock);
  final Grants grants = stores.grants();
  final InMemoryTokenReleases releases = (InMemoryTokenReleases) stores.releases();
  final InMemoryTokenRefresh platform = new InMemoryTokenRefresh(clock);
  final ReleaseLedger ledger = new ReleaseLedger(releases);
  final Hearing hearing = new Hearing();
  final InMemoryTokenMemory shared = new InMemoryTokenMemory();
  final HandPause pause = new HandPause(clock);

  /** The epochs that whoever is told of renewals found stored. */
  final List<Long> followed = new ArrayList<>();

  final List<Duration> insisted = new ArrayList<>();
  final Instance one = new Instance("one", grants, Runnable::run, pause);

  /** The apps that are configured. */
  final Apps apps =
      new Apps() {
        @Override
        public Optional<App> find(AppId id) {
          return all().stream().filter(app -> app.id().equals(id)).findAny();
        }

        @Override
        public List<App> all() {
          return List.of(new App(APP, "demo", DOCS), new App(OTHER_APP, "other", DOCS));
        }
      };

  /** One of the instances that share the store. */
  final class Instance {
    final Attempts attempts;
    final PresentToken present;
    final RenewGrant renew;
    final Memory<Person, Remembered> memory;
    final LeaseToken lease;
    final RefreshNow refreshNow;
    final Executor background;

    Instance(String name, Grants seen, Executor background, Pause pause) {
      this.background = background;
      attempts = new Attempts(name, ATTEMPT, new Entropy(new Random(name.hashCode())), clock);
      present =
          new PresentToken(
              seen,
              platform,
              stores.budget(),
              person -> followed.add(now(person).epoch()),
              new Insistence(3, Duration.ofSeconds(1), insisted::add),
              32,
              clock);
      renew = new RenewGrant(seen, stores.budget(), present, attempts, background, PATIENCE, pause);
      var lender = new Lender(seen, ledger, clock);
      var read = new ReadLendable(seen, shared, hearing, clock);
      memory = Memories.memory(p -> read.handle(p).map(Remembered::new), hearing);
      hearing.onGrant(memory::forget);
      lease = new LeaseToken(seen, memory, renew, lender, TokenPolicy.STANDARD, clock);
      refreshNow = new RefreshNow(seen, renew, lender, clock);
    }

    RenewAhead ahead(Executor each) {
      return new RenewAhead(
          apps, grants, stores.budget(), present, StoreContract.SCHEDULE, attempts, each, pause);
    }

    LeaseResult lookUp(Duration minTtl) {
      return lease.handle(CALLER, ANN, minTtl, DOCS);
    }
  }

  Instance instance(String name) {
    return new Instance(name, grants, Runnable::run, pause);
  }

  static Person person(int number) {
    return new Person(APP, new OpenId("ou_" + number));
  }

  /** The person consents now. */
  Held consented(Person person) {
    return Consented.now(person, stores, clock.instant());
  }

  /** The person consents now, and the token is looked up. */
  Held wanted(Person person) {
    consented(person);
    Consented.tell(grants, person, new LookedUp(), clock.instant());
    return now(person);
  }

  Held now(Person person) {
    return Cast.held(grants, person);
  }

  /** Ann consented, and her refresh token is being presented by somebody else. */
  Held begunAfterConsent() {
    consented(ANN);
    var now = clock.instant();
    Consented.tell(grants, ANN, Consented.renew(now), now);
    return now(ANN);
  }

  void at(Instant time) {
    clock.advance(Duration.between(clock.instant(), time));
  }
}
