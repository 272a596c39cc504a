package dev.larkspur.adapters.postgres;

import static dev.larkspur.adapters.postgres.RotationScene.OTHER_KEY;
import static dev.larkspur.adapters.postgres.RotationScene.granted;
import static dev.larkspur.adapters.postgres.RotationScene.pair;
import static dev.larkspur.adapters.postgres.RotationScene.ring;
import static dev.larkspur.adapters.postgres.RotationScene.rotation;
import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Consented.renew;
import static dev.larkspur.application.Consented.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.larkspur.application.keys.port.KeyReport;
import dev.larkspur.application.keys.port.Rotation.State;
import dev.larkspur.application.keys.port.RotationStart;
import dev.larkspur.application.token.port.Grants.Due;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantFlow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The master key is changed by restarting one instance after the other. */
class MasterKeyChangeTest {
  private static final Map<String, Object> NEW = Map.of("larkspur.master-key", OTHER_KEY);
  private static final Map<String, Object> NEW_AND_OLD =
      Map.of("larkspur.master-key", OTHER_KEY, "larkspur.master-key-previous", Instance.MASTER_KEY);

  private static final Instant DUE = NOON.plus(Duration.ofDays(4));

  private final RotationScene scene = new RotationScene("master");

  @AfterEach
  void close() {
    scene.close();
  }

  private List<String> stored() {
    return scene.database.query("select encode(keyset, 'hex'), version from larkspur.data_keys");
  }

  @Test
  void the_keys_are_sealed_anew_and_the_previous_key_is_not_needed_any_more() {
    var pair = granted(scene.start(), ANN);
    var before = stored();
    var changed = scene.start(NEW_AND_OLD);
    assertThat(ring(changed).report().masterKey())
        .isEqualTo(new KeyReport.MasterKey(false, true, false));
    ring(changed).advance();
    assertThat(stored()).isNotEqualTo(before);
    assertThat(ring(changed).report().masterKey())
        .isEqualTo(new KeyReport.MasterKey(true, false, false));
    assertThat(pair(scene.start(NEW), ANN)).isEqualTo(pair);
    assertThat(scene.database.query("select event from larkspur.audit where event like 'master%'"))
        .containsExactly("master_key.changed");
    assertThatThrownBy(scene::start).hasMessageContaining("LARKSPUR_MASTER_KEY");
  }

  @Test
  void during_the_restarts_old_and_new_instances_read_and_write_and_nobody_seals_back() {
    var old = scene.start();
    var pair = granted(old, ANN);
    var changed = scene.start(NEW_AND_OLD);
    ring(changed).advance();
    var sealedAnew = stored();
    for (int i = 0; i < 10; i++) { // longer than any instance seals without a look
      ring(old).advance();
      ring(changed).advance();
      scene.later(Duration.ofSeconds(20));
      var fresh = granted(i % 2 == 0 ? old : changed, BO);
      assertThat(pair(old, BO)).isEqualTo(fresh);
      assertThat(pair(changed, BO)).isEqualTo(fresh);
    }
    assertThat(pair(old, ANN)).isEqualTo(pair);
    assertThat(stored()).isEqualTo(sealedAnew);
  }

  @Test
  void an_instance_that_is_left_behind_warns_once() {
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var logger = (Logger) LoggerFactory.getLogger(DataKeys.class);
    logger.addAppender(log);
    try {
      var old = scene.start();
      ring(scene.start(NEW_AND_OLD)).advance();
      for (int i = 0; i < 3; i++) {
        ring(old).advance();
      }
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .singleElement()
          .asString()
          .contains("LARKSPUR_MASTER_KEY")
          .doesNotContain(OTHER_KEY, Instance.MASTER_KEY);
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void while_an_instance_is_left_behind_no_rotation_starts() {
    var old = scene.start();
    var changed = scene.start(NEW_AND_OLD);
    ring(changed).advance();
    ring(old).advance();
    assertThat(ring(changed).start(CALLER)).isInstanceOf(RotationStart.LeftBehind.class);
    assertThat(ring(old).start(CALLER)).isInstanceOf(RotationStart.LeftBehind.class);
    assertThat(ring(changed).report().masterKey().leftBehind()).isTrue();
    scene.later(Duration.ofSeconds(61)); // old is gone
    assertThat(ring(changed).report().masterKey().leftBehind()).isFalse();
    assertThat(ring(changed).start(CALLER)).isInstanceOf(RotationStart.Started.class);
  }

  @Test
  void a_new_key_does_not_seal_while_an_instance_that_has_not_got_it_is_left_behind() {
    var old = scene.start();
    var changed = scene.start(NEW_AND_OLD);
    ring(changed).advance();
    scene.begin(changed); // before old has said anything
    for (int i = 0; i < 5; i++) {
      ring(old).advance();
      scene.later(Duration.ofSeconds(20));
      ring(changed).advance();
    }
    assertThat(rotation(changed).state()).isEqualTo(State.ADDING);
    var byOld = granted(old, ANN);
    assertThat(pair(changed, ANN)).isEqualTo(byOld);
    var byChanged = granted(changed, BO);
    assertThat(pair(old, BO)).isEqualTo(byChanged);
    scene.reach(State.DONE, changed); // old is gone
    assertThat(ring(changed).report().keys()).hasSize(1);
  }

  @Test
  void while_a_rotation_runs_the_keys_stay_sealed_with_the_previous_key() {
    var old = scene.start();
    granted(old, ANN);
    scene.begin(old);
    var changed = scene.start(NEW_AND_OLD);
    scene.reach(State.RETIRING, changed);
    granted(changed, BO);
    assertThat(old.stores().grants().find(BO)).isPresent();
    assertThat(ring(old).report().masterKey().current()).isTrue();
    assertThat(ring(changed).report().masterKey().previousStillNeeded()).isTrue();
    scene.reach(State.DONE, changed);
    ring(changed).advance();
    assertThat(ring(changed).report().masterKey().previousStillNeeded()).isFalse();
    assertThat(old.stores().grants().find(BO)).isPresent();
  }

  @Test
  void one_that_slept_through_both_changes_seals_nothing_that_could_be_lost() {
    var old = scene.start();
    var changed = scene.start(NEW_AND_OLD);
    ring(changed).advance();
    scene.begin(changed);
    scene.reach(State.DONE, changed);
    assertThatThrownBy(() -> granted(old, ANN)).hasMessageContaining("LARKSPUR_MASTER_KEY");
    assertThat(scene.database.query("select count(*) from larkspur.auth_session"))
        .containsExactly("0");
  }

  @Test
  void one_that_could_not_store_the_next_pair_does_not_present_a_refresh_token() {
    var old = scene.start();
    granted(old, ANN);
    var changed = leavesBehindUntil(State.REENCRYPTING); // the grant is still as old sealed it
    var grant = grant();
    assertThatThrownBy(() -> tell(old.stores().grants(), ANN, renew(DUE), DUE))
        .hasMessageContaining("LARKSPUR_MASTER_KEY");
    assertThatThrownBy(() -> renewDue(old)).hasMessageContaining("LARKSPUR_MASTER_KEY");
    assertThat(grant()).isEqualTo(grant);
    assertThat(scene.database.query("select id from larkspur.renewal_attempt")).isEmpty();
    assertThat(renewDue(changed)).singleElement().isInstanceOf(GrantDecision.Advance.class);
  }

  @Test
  void one_that_was_left_behind_does_not_put_off_what_others_can_read() {
    var old = scene.start();
    granted(old, ANN);
    var changed = leavesBehindUntil(State.DONE);
    var grant = grant();
    assertThatThrownBy(() -> renewDue(old)).hasMessageContaining("LARKSPUR_MASTER_KEY");
    assertThat(grant()).isEqualTo(grant);
    assertThat(renewDue(changed)).singleElement().isInstanceOf(GrantDecision.Advance.class);
  }

  private Instance leavesBehindUntil(State state) {
    var changed = scene.start(NEW_AND_OLD);
    ring(changed).advance();
    scene.begin(changed);
    scene.reach(state, changed);
    scene.later(DataKeys.LONGEST_UNSEEN);
    return changed;
  }

  private static List<GrantDecision> renewDue(Instance by) {
    return by.stores()
        .grants()
        .advanceDue(APP, Due.ALL, DUE, 10, g -> GrantFlow.decide(g, renew(DUE), DUE));
  }

  private List<String> grant() {
    return scene.database.query("select g::text from larkspur.grants g");
  }

  @Test
  void if_neither_key_opens_the_start_fails_and_names_both_but_shows_none() {
    scene.start();
    var third = "dGhpcmQtbWFzdGVyLWtleS1vZi0zMi1ieXRlcy4uLi4=";
    var wrong =
        Map.<String, Object>of(
            "larkspur.master-key", OTHER_KEY, "larkspur.master-key-previous", third);
    assertThatThrownBy(() -> scene.start(wrong))
        .hasMessageContaining("(LARKSPUR_MASTER_KEY)")
        .hasMessageContaining("(LARKSPUR_MASTER_KEY_PREVIOUS)")
        .satisfies(
            e -> {
              var text = new StringWriter();
              e.printStackTrace(new PrintWriter(text));
              assertThat(text.toString()).doesNotContain(OTHER_KEY, third, Instance.MASTER_KEY);
            });
  }

  @Test
  void a_malformed_previous_key_is_named_where_it_is_needed() {
    scene.start();
    var wrong =
        Map.<String, Object>of(
            "larkspur.master-key", OTHER_KEY, "larkspur.master-key-previous", "c2hvcnQ=");
    assertThatThrownBy(() -> scene.start(wrong))
        .hasMessageContaining("LARKSPUR_MASTER_KEY_PREVIOUS")
        .hasMessageContaining("has 5 bytes instead of 32");
  }
}
