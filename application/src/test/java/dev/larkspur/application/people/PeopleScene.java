package dev.larkspur.application.people;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Consented;
import dev.larkspur.application.HandPause;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Stores;
import dev.larkspur.application.authorization.port.InMemoryPlatform;
import dev.larkspur.application.authorization.port.People;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.identity.Profile;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** People who consented, and a platform that tells of them, at noon. */
final class PeopleScene implements People, Doubts {
  static final Duration HOUR = Duration.ofHours(1);

  final MutableClock clock = new MutableClock(NOON);
  final Stores stores = InMemoryStores.at(clock);
  final HandPause pause = new HandPause(clock);

  /** Whom the platform was asked for; a token it does not know is nobody's. */
  final List<Person> asked = new ArrayList<>();

  final List<String> doubts = new ArrayList<>();

  /** What happens instead of an answer, or before it. */
  Runnable meanwhile = () -> {};

  private final Map<Secret, Profile> owners = new HashMap<>();

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

  UpdateProfile update() {
    return new UpdateProfile(stores.grants(), this, stores.users(), this, clock);
  }

  static Person person(int number) {
    return new Person(APP, new OpenId("ou_%03d".formatted(number)));
  }

  /** Consents now; the platform tells no more than it has to, and all of it from now on. */
  void consented(Person person) {
    var pair = Consented.now(person, stores, clock.instant()).pair();
    stores.users().save(Cast.barely(person), clock.instant());
    owners.put(pair.access(), Cast.profile(person));
  }

  /** Consented now, and not for the first time; their profile is of seven hours ago. */
  void longKnown(Person person) {
    stores.users().save(Cast.barely(person), clock.instant().minus(HOUR.multipliedBy(7)));
    var pair = Consented.now(person, stores, clock.instant()).pair();
    owners.put(pair.access(), Cast.profile(person));
  }

  /** The platform tells this from now on. */
  void tells(Person person, Profile profile) {
    owners.put(Cast.held(stores.grants(), person).pair().access(), profile);
  }

  boolean isUpdated(Person person) {
    return stores.users().find(person).equals(Optional.of(Cast.profile(person)));
  }

  /** Every call ends so from now on. */
  void isOut(Duration wait) {
    meanwhile =
        () -> {
          throw InMemoryPlatform.unavailable(wait);
        };
  }

  @Override
  public Identified identify(AppId app, Secret accessToken) {
    var owner = owners.get(accessToken);
    if (owner != null) {
      asked.add(owner.person());
    }
    meanwhile.run();
    return owner == null
        ? new Identified.Rejected(new PlatformError("99991668", "unknown token", "log-1"))
        : new Identified.Owner(owner);
  }

  @Override
  public void rejected(Person person, PlatformError error) {
    doubts.add(person.openId() + " " + error.code());
  }

  @Override
  public void ofSomebodyElse(Person person) {
    doubts.add(person.openId() + " is somebody else");
  }
}
