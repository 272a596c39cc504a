package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.approved;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.Cast.verified;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.keys.port.DataKeyRing;
import dev.larkspur.application.keys.port.Rotation;
import dev.larkspur.application.keys.port.RotationStart;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.TokenPair;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A database whose keys are rotated, and instances on it; time passes when it is told to. */
final class RotationScene implements AutoCloseable {
  static final String OTHER_KEY = "YW5vdGhlci1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzISE=";

  private static final AtomicInteger SCENES = new AtomicInteger();

  final Database database;
  final MutableClock clock = new MutableClock(NOON);
  private final List<Instance> instances = new ArrayList<>();

  /**
   * @param name begins the database's name
   */
  RotationScene(String name) {
    database = Database.fresh(name + "_" + SCENES.incrementAndGet());
  }

  Instance start() {
    return start(Map.of("larkspur.master-key", Instance.MASTER_KEY));
  }

  Instance start(Map<String, Object> settings) {
    var instance = Instance.on(database, clock, settings);
    instances.add(instance);
    return instance;
  }

  static DataKeyRing ring(Instance instance) {
    return instance.context().getBean(DataKeyRing.class);
  }

  static Person person(int number) {
    return new Person(APP, new OpenId("ou_%05d".formatted(number)));
  }

  /** The person goes the whole way on this instance. */
  static TokenPair granted(Instance on, Person person) {
    var stores = on.stores();
    var waiting = awaiting(stores.sessions(), requested(person), NOON);
    var approved = approved(NOON);
    send(stores.sessions(), waiting, approved, NOON);
    send(stores.sessions(), waiting, verified(person), NOON);
    return approved.pair();
  }

  static TokenPair pair(Instance on, Person person) {
    return Cast.held(on.stores().grants(), person).pair();
  }

  /** Stores the grants of that many people. */
  void fill(Instance by, int people) {
    fill(by.context().getBean(DataKeys.class).held(), IntStream.range(0, people));
  }

  /** Stores their grants as one would who seals with these keys. */
  void fill(HeldKeys keys, IntStream people) {
    var sql =
        """
        insert into larkspur.grants (app_id, open_id, epoch, access_token, refresh_token,
          issued_at, expires_at, refresh_expires_at, scopes, consented_at,
          consent_session, wanted)
        values (?, ?, 1, ?, ?, now(), now(), now(), '{a}', now(), gen_random_uuid(), false)
        """;
    try (var connection = database.connect();
        var statement = connection.prepareStatement(sql)) {
      for (var person : people.mapToObj(RotationScene::person).toList()) {
        statement.setString(1, person.app().value());
        statement.setString(2, person.openId().value());
        statement.setBytes(3, seal(keys, "access_token", person));
        statement.setBytes(4, seal(keys, "refresh_token", person));
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot store grants", e);
    }
  }

  private static byte[] seal(HeldKeys keys, String column, Person person)
      throws GeneralSecurityException {
    return keys.aead()
        .encrypt(
            secret(column, person).getBytes(UTF_8),
            Place.of("grants", column, person).associatedData());
  }

  /** What is in the grants that this stores. */
  static String secret(String column, Person person) {
    return column + " of " + person.openId();
  }

  /** On every clock, the database's too. */
  void later(Duration by) {
    clock.advance(by);
    var interval = "interval '" + by.toSeconds() + " seconds'";
    database.execute(
        """
        update larkspur.key_rotation set started_at = started_at - %1$s,
          promoted_at = promoted_at - %1$s, changed_at = changed_at - %1$s,
          leased_until = leased_until - %1$s;
        update larkspur.data_keys set left_behind_at = left_behind_at - %1$s
        """
            .formatted(interval));
  }

  void begin(Instance by) {
    assertThat(ring(by).start(CALLER)).isInstanceOf(RotationStart.Started.class);
  }

  static Rotation rotation(Instance of) {
    return requireNonNull(ring(of).report().rotation());
  }

  /** Moves the rotation on until it is in this state. */
  void reach(Rotation.State state, Instance... by) {
    for (int i = 0; rotation(by[0]).state() != state; i++) {
      assertThat(i).as(ring(by[0]).report().toString()).isLessThan(100);
      for (var instance : by) {
        ring(instance).advance();
      }
      if (rotation(by[0]).state() != Rotation.State.REENCRYPTING) {
        later(Duration.ofSeconds(20));
      }
    }
  }

  /** How many ciphertexts of grants begin with this key. */
  long grantsSealedWith(long key) {
    return Long.parseLong(
        database
            .query(
                "select count(*) from larkspur.grants where substring(access_token from 2 for 4)"
                    + " = '\\x%08x' and substring(refresh_token from 2 for 4) = '\\x%08x'"
                        .formatted(key, key))
            .getFirst());
  }

  @Override
  public void close() {
    instances.forEach(Instance::close);
  }
}
