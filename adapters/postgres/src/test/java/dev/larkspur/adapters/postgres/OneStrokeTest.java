package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.PATIENCE;
import static dev.larkspur.application.Cast.approved;
import static dev.larkspur.application.Cast.claim;
import static dev.larkspur.application.Cast.linkReady;
import static dev.larkspur.application.Cast.request;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.Cast.verified;
import static dev.larkspur.application.access.port.CallerKeysContract.batch;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.open;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Stores;
import dev.larkspur.application.access.KeyHash;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.authorization.AuthCommand.Click;
import dev.larkspur.domain.authorization.AuthCommand.ConsentRefused;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Decision.Stay;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change is stored with all that goes with it, or not at all; no connection waits for a step. */
class OneStrokeTest {
  private static final Database DATABASE = Database.fresh("one_stroke");
  private static final int CONNECTIONS = 2; // Flyway needs as many
  private static final Instance INSTANCE =
      Instance.on(
          DATABASE,
          new MutableClock(NOON),
          Map.of(
              "larkspur.master-key",
              Instance.MASTER_KEY,
              "datasources.larkspur.maximum-pool-size",
              CONNECTIONS));

  private final Stores stores = INSTANCE.stores();

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  @Test
  void a_grant_that_cannot_be_stored_leaves_the_session_as_it_was() {
    var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
    send(stores.sessions(), waiting, approved(NOON), NOON);
    DATABASE.execute(
        "alter table larkspur.grants add constraint full_disk check (false) not valid");
    try {
      assertThatThrownBy(() -> send(stores.sessions(), waiting, verified(ANN), NOON))
          .hasMessageContaining("full_disk");
      assertThat(stores.sessions().find(waiting.id())).get().isInstanceOf(Verifying.class);
      assertThat(audit())
          .endsWith("session.moved|instance:instance-1|AWAITING_CONSENT|VERIFYING|null");
    } finally {
      DATABASE.execute("alter table larkspur.grants drop constraint full_disk");
    }
    send(stores.sessions(), waiting, verified(ANN), NOON);
    assertThat(stores.grants().find(ANN)).isPresent();
  }

  @Test
  void an_audit_that_cannot_be_written_lets_nothing_happen() {
    var ann = requested(ANN);
    DATABASE.execute("alter table larkspur.audit add constraint full_disk check (false) not valid");
    try {
      assertThatThrownBy(() -> open(stores.sessions(), ann)).hasMessageContaining("full_disk");
      assertThat(stores.sessions().find(ann.id())).isEmpty();
    } finally {
      DATABASE.execute("alter table larkspur.audit drop constraint full_disk");
    }
  }

  @Test
  void steps_within_steps_need_no_more_connections_than_there_are() {
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    assertThat(nested(ann, CONNECTIONS + 1)).isEqualTo(new Stay(ann));
  }

  private Decision nested(Requested session, int depth) {
    return depth == 0
        ? new Stay(stores.sessions().find(session.id()).orElseThrow())
        : stores.sessions().advance(session.id(), _ -> nested(session, depth - 1));
  }

  @Test
  void the_audit_tells_the_whole_way() {
    var denied = awaiting(stores.sessions(), requested(ANN), NOON);
    send(stores.sessions(), denied, new ConsentRefused(), NOON);

    var failed = requested(ANN);
    open(stores.sessions(), failed);
    open(stores.sessions(), new Requested(request(ANN, Scopes.of("a:b")), NOON.plus(PATIENCE)));
    var error = new PlatformError("230013", "bot not available", null);
    send(
        stores.sessions(), failed, new GiveUp(FailureReason.CARD_UNDELIVERABLE, error, null), NOON);

    var granted = awaiting(stores.sessions(), requested(ANN), NOON);
    send(stores.sessions(), granted, approved(NOON), NOON);
    send(stores.sessions(), granted, verified(ANN), NOON);

    assertThat(audit())
        .containsExactly(
            "session.opened|key:" + CALLER + "|null|REQUESTED|null",
            "session.moved|instance:instance-1|REQUESTED|PREPARING|null",
            "session.moved|null|PREPARING|AWAITING_CONSENT|null",
            "session.moved|person|AWAITING_CONSENT|DENIED|null",
            "session.opened|key:" + CALLER + "|null|REQUESTED|null",
            "session.merged|null|REQUESTED|REQUESTED|null",
            "session.moved|null|REQUESTED|FAILED|CARD_UNDELIVERABLE 230013",
            "session.opened|key:" + CALLER + "|null|REQUESTED|null",
            "session.moved|instance:instance-1|REQUESTED|PREPARING|null",
            "session.moved|null|PREPARING|AWAITING_CONSENT|null",
            "session.moved|instance:instance-1|AWAITING_CONSENT|VERIFYING|null",
            "session.moved|null|VERIFYING|GRANTED|null",
            "grant.stored|null|null|GRANTED|null");
  }

  @Test
  void keys_are_added_rotated_and_removed_in_the_open() {
    var caller = batch(null);
    stores.keys().add(caller, KeyHash.of("lk_1"), CALLER);
    stores.keys().rotate(caller.id(), KeyHash.of("lk_2"), NOON, NOON.plusSeconds(60), CALLER);
    stores.keys().rotate(caller.id(), KeyHash.of("lk_3"), NOON, null, CALLER);
    stores.keys().rotate(UUID.randomUUID(), KeyHash.of("lk_4"), NOON, null, CALLER);
    stores.keys().remove(caller.id(), CALLER);
    stores.keys().remove(caller.id(), CALLER);
    assertThat(
            DATABASE.query("select event, actor, subject, reason from larkspur.audit order by id"))
        .containsExactly(
            "key.added|key:" + CALLER + "|" + caller.id() + "|null",
            "key.rotated|key:"
                + CALLER
                + "|"
                + caller.id()
                + "|the old one ends at "
                + NOON.plusSeconds(60),
            "key.rotated|key:" + CALLER + "|" + caller.id() + "|the old one has ended",
            "key.removed|key:" + CALLER + "|" + caller.id() + "|null");
  }

  @Test
  void an_administrator_is_not_stored() {
    var administrator = Caller.firstAdministrator();
    assertThatThrownBy(() -> stores.keys().add(administrator, KeyHash.of("lk_1"), CALLER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(stores.keys().list()).isEmpty();
  }

  @Test
  void a_claim_whose_time_is_rounded_is_still_its_holders() {
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    var click = new Click(ANN, ann.request().nonce(), claim(NOON.plusNanos(1)));
    send(stores.sessions(), ann, click, NOON);
    assertThat(send(stores.sessions(), ann, linkReady(click.claim(), NOON), NOON))
        .isInstanceOf(Advance.class);
  }

  @Test
  void what_the_platform_says_may_hold_anything() {
    var ann = requested(ANN);
    open(stores.sessions(), ann);
    var error = new PlatformError("1\0", "odd\0 '; drop table larkspur.grants; --", "log\0");
    var giveUp = new GiveUp(FailureReason.PLATFORM_REFUSED, error, null);
    send(stores.sessions(), ann, giveUp, NOON.plusNanos(1_999));
    assertThat(
            DATABASE.query(
                "select settled_platform_code, settled_platform_message, settled_platform_log_id,"
                    + " settled_at = timestamptz '2026-11-22T12:00:00.000001Z'"
                    + " from larkspur.auth_session"))
        .containsExactly("1|odd '; drop table larkspur.grants; --|log|t");
  }

  private static List<String> audit() {
    return DATABASE.query(
        "select event, actor, from_state, to_state, reason from larkspur.audit order by id");
  }
}
