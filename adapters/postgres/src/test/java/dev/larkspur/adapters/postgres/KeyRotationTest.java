package dev.larkspur.adapters.postgres;

import static dev.larkspur.adapters.postgres.RotationScene.granted;
import static dev.larkspur.adapters.postgres.RotationScene.pair;
import static dev.larkspur.adapters.postgres.RotationScene.person;
import static dev.larkspur.adapters.postgres.RotationScene.ring;
import static dev.larkspur.adapters.postgres.RotationScene.rotation;
import static dev.larkspur.adapters.postgres.RotationScene.secret;
import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.barely;
import static dev.larkspur.application.Cast.profile;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.keys.port.Rotation.State;
import dev.larkspur.application.keys.port.RotationStart;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The data key is replaced, and nobody notices but the administrator. */
class KeyRotationTest {

  private final RotationScene scene = new RotationScene("rotation");
  private final Instance one = scene.start();
  private final Instance two = scene.start();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void two_instances_read_and_write_all_the_while() throws Exception {
    scene.fill(one, 1_200);
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var busy =
          IntStream.range(0, 4)
              .mapToObj(n -> threads.submit(work(n, n % 2 == 0 ? one : two, over)))
              .toList();
      try {
        scene.begin(one);
        scene.reach(State.DONE, one, two);
      } finally {
        over.set(true);
      }
      for (var worker : busy) {
        assertThat(worker.get()).isPositive();
      }
    }
    for (int i = 0; i < 1_200; i += 100) {
      assertThat(pair(two, person(i)).access().reveal())
          .isEqualTo(secret("access_token", person(i)));
    }
    assertThat(ring(two).report().keys())
        .singleElement()
        .satisfies(key -> assertThat(key.id()).isEqualTo(rotation(one).newKey()));
  }

  /** Writes on one instance, reads on both; returns how often. */
  private Callable<Integer> work(int number, Instance writer, AtomicBoolean over) {
    return () -> {
      int done = 0;
      for (; !over.get() || done == 0; done++) {
        var somebody = person(100_000 + 10 * number + done % 10);
        var pair = granted(writer, somebody);
        assertThat(pair(one, somebody)).isEqualTo(pair);
        assertThat(pair(two, somebody)).isEqualTo(pair);
      }
      return done;
    };
  }

  @Test
  void everything_that_is_sealed_is_sealed_anew_and_opens() {
    var waiting = awaiting(one.stores().sessions(), requested(ANN), NOON);
    var pair = granted(one, BO);
    one.stores().users().save(profile(ANN), NOON);
    one.stores().users().save(barely(BO), NOON);
    scene.begin(one);
    scene.reach(State.DONE, two);
    assertThat(scene.grantsSealedWith(rotation(one).newKey())).isEqualTo(1);
    assertThat(two.stores().sessions().find(waiting.id())).contains(waiting);
    assertThat(pair(two, BO)).isEqualTo(pair);
    assertThat(two.stores().users().find(ANN)).contains(profile(ANN));
    assertThat(two.stores().users().find(BO)).contains(barely(BO));
    assertThat(rotation(one).tables())
        .allSatisfy(
            table -> {
              assertThat(table.total()).isEqualTo(table.done());
              assertThat(table.broken()).isZero();
            });
  }

  @Test
  void another_goes_on_where_a_killed_instance_stopped() {
    scene.fill(one, 1_200);
    scene.begin(one);
    scene.reach(State.REENCRYPTING, one);
    ring(one).advance(); // answered_request, which is empty
    ring(one).advance(); // app_user, too
    ring(one).advance(); // auth_session, too
    ring(one).advance();
    var newKey = rotation(two).newKey();
    assertThat(rotation(two).done()).isEqualTo(500);
    // one is never heard of again
    assertThat(ring(two).advance()).as("while the lease lasts").isFalse();
    assertThat(rotation(two).done()).isEqualTo(500);
    scene.later(Duration.ofSeconds(31));
    assertThat(ring(two).advance()).isTrue();
    assertThat(rotation(two).done()).isEqualTo(1_000);
    assertThat(scene.grantsSealedWith(newKey)).isEqualTo(1_000);
    scene.reach(State.DONE, two);
    assertThat(rotation(two).done()).isEqualTo(1_200);
    assertThat(scene.grantsSealedWith(newKey)).isEqualTo(1_200);
  }

  @Test
  void one_that_slept_past_its_lease_moves_nothing() {
    scene.fill(one, 600);
    scene.begin(one);
    scene.reach(State.REENCRYPTING, one);
    var passes = one.context().getBean(RotationPasses.class);
    var asOneKnowsIt = one.context().getBean(KeyRotationRows.class).findRunning().orElseThrow();
    scene.later(Duration.ofSeconds(31));
    ring(two).advance();
    var before = rotation(two);
    passes.goOn(asOneKnowsIt);
    assertThat(rotation(two).tables()).isEqualTo(before.tables());
  }

  @Test
  void what_is_written_while_a_batch_is_sealed_anew_is_kept() throws Exception {
    var before = granted(one, ANN);
    granted(one, BO);
    scene.begin(one);
    scene.reach(State.REENCRYPTING, one);
    var reencryption = one.context().getBean(Reencryption.class);
    var table =
        one.context().getBean(SealedTables.class).all().stream()
            .filter(t -> t.name().equals("grants"))
            .findFirst()
            .orElseThrow();
    var batch = reencryption.next(table, rotation(one).newKey(), null);
    assertThat(batch.replacements()).hasSize(4);
    var after = granted(two, ANN);
    try (var connection = scene.database.connect()) {
      reencryption.store(batch, connection);
    }
    assertThat(pair(one, ANN)).isEqualTo(after).isNotEqualTo(before);
    scene.reach(State.DONE, one);
    assertThat(pair(two, ANN)).isEqualTo(after);
  }

  @Test
  void what_was_tampered_with_is_counted_and_neither_stops_the_rotation_nor_is_it_changed() {
    scene.fill(one, 20);
    for (var sql :
        List.of(
            "access_token = set_byte(access_token, 20, get_byte(access_token, 20) # 1) where open_id = 'ou_00003'",
            "access_token = '' where open_id = 'ou_00004'",
            "access_token = '\\x01ffffffff00' where open_id = 'ou_00005'",
            "refresh_token = (select access_token from larkspur.grants where open_id = 'ou_00001')"
                + " where open_id = 'ou_00006'")) {
      scene.database.execute("update larkspur.grants set " + sql);
    }
    var broken = brokenCiphertexts();
    scene.begin(one);
    scene.reach(State.DONE, one);
    assertThat(rotation(one).broken()).isEqualTo(4);
    assertThat(rotation(one).percent()).isEqualTo(100);
    assertThat(brokenCiphertexts()).isEqualTo(broken);
    assertThat(ring(one).report().keys()).hasSize(1);
    assertThat(pair(two, person(7)).access())
        .isEqualTo(new Secret(secret("access_token", person(7))));
    assertThat(
            scene.database.query("select reason from larkspur.audit where event like '%finished'"))
        .singleElement()
        .asString()
        .contains("4 ciphertexts open with no key");
  }

  private List<String> brokenCiphertexts() {
    return scene.database.query(
        "select encode(case open_id when 'ou_00006' then refresh_token else access_token end, 'hex')"
            + " from larkspur.grants where open_id between 'ou_00003' and 'ou_00006' order by 1");
  }

  @Test
  void a_rehearsal_names_every_sealed_column_and_changes_nothing() {
    scene.fill(one, 3);
    awaiting(one.stores().sessions(), requested(ANN), NOON);
    awaiting(one.stores().sessions(), requested(BO), Cast.redirect(NOON), NOON);
    one.stores().users().save(profile(ANN), NOON);
    var before = everything();
    var columns = ring(one).rehearse();
    assertThat(columns)
        .extracting(c -> c.table() + "." + c.column() + "=" + c.ciphertexts())
        .contains(
            "grants.access_token=3",
            "grants.refresh_token=3",
            "app_user.employee_no=1",
            "app_user.mobile=1",
            "app_user.email=1",
            "app_user.enterprise_email=1",
            "auth_session.nonce=2",
            "auth_session.device_code=1",
            "auth_session.device_link=1",
            "auth_session.redirect_state=1",
            "auth_session.redirect_verifier=1",
            "auth_session.redirect_link=1",
            "auth_session.token_access=0",
            "auth_session.token_refresh=0");
    assertThat(everything()).isEqualTo(before);
  }

  private List<String> everything() {
    return scene.database.query(
        "select t::text from larkspur.data_keys t union all select t::text from larkspur.grants t"
            + " union all select t::text from larkspur.key_rotation t"
            + " union all select t::text from larkspur.audit t");
  }

  @Test
  void one_that_has_not_seen_the_new_key_looks_when_it_meets_it() {
    scene.begin(one);
    scene.reach(State.REENCRYPTING, one);
    var pair = granted(one, ANN); // two has not looked since it started
    assertThat(pair(two, ANN)).isEqualTo(pair);
  }

  @Test
  void one_that_slept_looks_before_it_seals() {
    scene.begin(one);
    scene.reach(State.DONE, one); // minutes in which two did nothing
    granted(two, ANN);
    assertThat(scene.grantsSealedWith(rotation(one).newKey())).isEqualTo(1);
  }

  @Test
  void what_a_lagging_instance_still_sealed_with_the_old_key_is_found_before_that_key_goes() {
    var asOneKnowsThem = one.context().getBean(DataKeys.class).held();
    scene.begin(two);
    scene.reach(State.RETIRING, two);
    scene.fill(asOneKnowsThem, IntStream.of(1));
    scene.later(Duration.ofSeconds(61));
    ring(two).advance(); // finds it
    ring(two).advance();
    assertThat(rotation(two).state()).as("a minute must pass again").isEqualTo(State.RETIRING);
    scene.reach(State.DONE, two);
    assertThat(scene.grantsSealedWith(rotation(two).newKey())).isEqualTo(1);
    assertThat(pair(one, person(1)).access().reveal()).isEqualTo(secret("access_token", person(1)));
  }

  @Test
  void what_was_read_before_it_was_sealed_anew_may_be_written_back_and_is_sealed_anew_again() {
    scene.fill(one, 1);
    var read = scene.database.query("select encode(access_token, 'hex') from larkspur.grants");
    scene.begin(one);
    scene.reach(State.RETIRING, one);
    scene.later(Duration.ofSeconds(30));
    ring(one).advance();
    assertThat(rotation(one).state()).isEqualTo(State.RETIRING);
    scene.database.execute(
        "update larkspur.grants set access_token = '\\x%s'".formatted(read.getFirst()));
    scene.reach(State.DONE, one);
    assertThat(pair(two, person(0)).access().reveal()).isEqualTo(secret("access_token", person(0)));
  }

  @Test
  void start_and_end_are_in_the_audit() {
    scene.begin(one);
    scene.reach(State.DONE, two);
    assertThat(
            scene.database.query(
                "select event, actor from larkspur.audit where event like 'data_key%' order by id"))
        .containsExactly(
            "data_key.rotation_started|key:" + CALLER, "data_key.rotation_finished|null");
  }

  @Test
  void a_second_rotation_can_follow_the_first() {
    granted(one, ANN);
    for (int i = 0; i < 2; i++) {
      scene.begin(one);
      scene.reach(State.DONE, one, two);
    }
    assertThat(ring(one).report().keys()).hasSize(1);
    assertThat(two.stores().grants().find(ANN)).isPresent();
    assertThat(ring(two).start(CALLER)).isInstanceOf(RotationStart.Started.class);
    assertThat(ring(one).start(CALLER)).isInstanceOf(RotationStart.Running.class);
  }

  @Test
  void every_binary_column_of_the_schema_is_found_with_its_primary_key() {
    var found =
        one.context().getBean(SealedTables.class).all().stream()
            .flatMap(t -> t.columns().stream().map(c -> t.name() + "." + c))
            .toList();
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            scene.database.query(
                "select table_name || '.' || column_name from information_schema.columns"
                    + " where table_schema = 'larkspur' and data_type = 'bytea'"
                    + " and table_name <> 'data_keys'"));
    assertThat(one.context().getBean(SealedTables.class).all())
        .allSatisfy(table -> assertThat(table.key()).as(table.name()).isNotEmpty());
  }
}
