package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.PATIENCE;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.open;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.connection.port.HandledEvents;
import dev.larkspur.application.retention.port.History;
import dev.larkspur.application.retention.port.History.Kind;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.token.Attempt;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.Renew;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantFlow;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresHistoryTest {
  private static final Database DATABASE = Database.fresh("history");
  private static final Instance INSTANCE = Instance.on(DATABASE, new MutableClock(NOON));
  private static final Instant LATER = NOON.plus(Duration.ofDays(30));

  private final History history = INSTANCE.context().getBean(History.class);

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  private static Requested granted() {
    var sessions = INSTANCE.stores().sessions();
    var ann = requested(ANN);
    var waiting = awaiting(sessions, ann, NOON);
    send(sessions, waiting, Cast.approved(NOON), NOON);
    send(sessions, waiting, Cast.verified(ANN), NOON);
    return ann;
  }

  private static GrantDecision presented() {
    var attempt = new Attempt(UUID.randomUUID(), 0, "instance-1", NOON, NOON.plusSeconds(90));
    return INSTANCE
        .stores()
        .grants()
        .advance(
            ANN, g -> GrantFlow.decide(g, new Renew(new Need.Newer(g.epoch()), attempt), NOON));
  }

  private static void renew() {
    var grants = INSTANCE.stores().grants();
    var begun = presented();
    var mine = ((Grant.Held) requireNonNull(begun.grant())).attempt().orElseThrow();
    var next = Cast.pair(NOON);
    grants.advance(ANN, g -> GrantFlow.decide(g, new Renewed(mine, next), NOON));
  }

  @Test
  void a_settled_session_goes_with_its_card_and_an_open_one_stays() {
    var sessions = INSTANCE.stores().sessions();
    var gone = requested(ANN);
    open(sessions, gone);
    send(sessions, gone, new Cancel(), NOON);
    var stays = new Requested(Cast.request(BO), NOON.plus(PATIENCE));
    open(sessions, stays);

    assertThat(history.remove(Kind.SESSIONS, NOON, 10)).isZero();
    assertThat(history.remove(Kind.SESSIONS, LATER, 10)).isOne();

    assertThat(sessions.find(gone.id())).isEmpty();
    assertThat(sessions.find(stays.id())).contains(stays);
    assertThat(DATABASE.query("select session_id from larkspur.session_card")).hasSize(1);
  }

  @Test
  void the_session_of_a_grant_stays_until_that_is_withdrawn() {
    var session = granted();
    assertThat(history.remove(Kind.SESSIONS, LATER, 10)).isZero();
    INSTANCE.stores().grants().advance(ANN, g -> GrantFlow.decide(g, new Revoke(), NOON));
    assertThat(history.remove(Kind.SESSIONS, LATER, 10)).isOne();
    assertThat(INSTANCE.stores().sessions().find(session.id())).isEmpty();
  }

  @Test
  void an_attempt_goes_when_its_pair_is_no_longer_the_present_one() {
    granted();
    renew();
    assertThat(history.remove(Kind.ATTEMPTS, LATER, 10)).isOne();

    presented();
    assertThat(history.remove(Kind.ATTEMPTS, LATER, 10)).isZero();
  }

  @Test
  void an_event_goes_whether_it_was_handled_or_only_taken() {
    var events = INSTANCE.stores().events();
    for (var id : new String[] {"event-1", "event-2"}) {
      events.take(
          new HandledEvents.Key(APP, id, "subscriber"),
          UUID.randomUUID(),
          NOON,
          NOON.plusSeconds(60));
    }
    events.handled(new HandledEvents.Key(APP, "event-1", "subscriber"));

    assertThat(history.remove(Kind.EVENTS, NOON.plusSeconds(60), 10)).isZero();
    assertThat(history.remove(Kind.EVENTS, LATER, 10)).isEqualTo(2);
  }

  @Test
  void no_more_than_a_batch_goes_at_once() {
    var sessions = INSTANCE.stores().sessions();
    for (int i = 0; i < 5; i++) {
      var session = requested(ANN);
      open(sessions, session);
      send(sessions, session, new Cancel(), NOON.plusSeconds(i));
    }
    assertThat(history.remove(Kind.SESSIONS, LATER, 3)).isEqualTo(3);
    assertThat(history.remove(Kind.SESSIONS, LATER, 3)).isEqualTo(2);
  }

  @Test
  void of_many_instances_one_takes_the_clean_up_and_another_after_its_time() throws Exception {
    var taken = Race.of(16, () -> history.take(NOON, NOON.plusSeconds(3600)));
    assertThat(taken).containsOnlyOnce(true);
    assertThat(history.take(NOON.plusSeconds(3599), LATER)).isFalse();
    assertThat(history.take(NOON.plusSeconds(3600), LATER)).isTrue();
  }
}
