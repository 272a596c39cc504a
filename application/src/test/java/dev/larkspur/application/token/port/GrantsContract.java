package dev.larkspur.application.token.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.ATTEMPT;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.attempt;
import static dev.larkspur.application.Cast.held;
import static dev.larkspur.application.Cast.pair;
import static dev.larkspur.application.Consented.ERROR;
import static dev.larkspur.application.Consented.renew;
import static dev.larkspur.application.Consented.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.Consented;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.Stores;
import dev.larkspur.domain.token.Attempt;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantCommand.AskedAnew;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.GrantCommand.NoAnswer;
import dev.larkspur.domain.token.GrantCommand.Refused;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import dev.larkspur.domain.token.GrantCommand.TurnedAway;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantDecision.Advance;
import dev.larkspur.domain.token.GrantDecision.Refuse;
import dev.larkspur.domain.token.GrantRefusal;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Renewal;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Probed;
import dev.larkspur.domain.token.Renewal.Unspent;
import dev.larkspur.domain.token.Setback;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store of grants keeps to. */
public interface GrantsContract extends StoreContract {
  /** The last tenth of a token that was given at noon: its probe may be made. */
  Instant LATE = NOON.plus(Duration.ofMinutes(110));

  /** Its refresh token is presented from {@code at} on. */
  static Attempt begun(Grants grants, Instant at) {
    tell(grants, ANN, renew(at), at);
    return held(grants, ANN).attempt().orElseThrow();
  }

  /** Stores {@code renewal} although no row of the table leads there. */
  static GrantDecision forge(Grants grants, Renewal renewal) {
    return grants.advance(
        ANN,
        g -> {
          var h = (Held) g;
          return new Advance(
              new Held(
                  h.person(), h.consent(), h.pair(), h.epoch(), h.wanted(), renewal, h.askedAt()));
        });
  }

  private static void assertStored(Grants grants, GrantDecision decision) {
    assertThat(grants.find(ANN)).contains(decided(decision));
  }

  private static Grant decided(GrantDecision decision) {
    return Objects.requireNonNull(decision.grant());
  }

  @Test
  default void every_state_is_read_back_as_it_was_decided() {
    var grants = withAnn().grants();
    assertStored(grants, tell(grants, ANN, new LookedUp(), NOON));
    assertThat(held(grants, ANN).wanted()).isTrue();
    assertStored(grants, tell(grants, ANN, new AskedAnew(NOON.plusNanos(1_000)), NOON));
    assertThat(held(grants, ANN).askedAt()).isEqualTo(NOON.plusNanos(1_000));

    assertStored(grants, tell(grants, ANN, renew(NOON), NOON));
    var attempt = held(grants, ANN).attempt().orElseThrow();
    assertThat(attempt.epoch()).isEqualTo(1);
    assertThat(held(grants, ANN).renewal()).isEqualTo(new Presented(attempt, Setback.NONE));

    var turned = tell(grants, ANN, new TurnedAway(attempt, ERROR, Duration.ofSeconds(9)), NOON);
    assertStored(grants, turned);
    assertThat(held(grants, ANN).renewal())
        .isEqualTo(new Unspent(new Setback(1, NOON.plusSeconds(9), ERROR)));
    assertThat(held(grants, ANN).wanted()).isTrue();
    assertThat(held(grants, ANN).askedAt()).isEqualTo(NOON.plusNanos(1_000));

    var again = NOON.plusSeconds(9);
    assertStored(grants, tell(grants, ANN, renew(again), again));
    var pair = pair(again);
    var second = held(grants, ANN).attempt().orElseThrow();
    assertStored(grants, tell(grants, ANN, new Renewed(second, pair), again));
    assertThat(held(grants, ANN).epoch()).isEqualTo(2);
    assertThat(held(grants, ANN).pair()).isEqualTo(pair);
    assertThat(held(grants, ANN).wanted()).isFalse();
    assertThat(held(grants, ANN).askedAt()).isEqualTo(NOON.plusNanos(1_000));
  }

  @Test
  default void a_lost_answer_and_its_probe_are_read_back_as_they_were_decided() {
    var grants = withAnn().grants();
    var bare = new PlatformError("no_answer", null, null);
    var first = begun(grants, NOON);
    assertStored(grants, tell(grants, ANN, new NoAnswer(first, bare), NOON.plusSeconds(5)));
    assertThat(held(grants, ANN).attempt().orElseThrow().until()).isEqualTo(NOON.plusSeconds(5));
    assertThat(held(grants, ANN).isUncertain(NOON.plusSeconds(5))).isTrue();

    assertStored(grants, tell(grants, ANN, renew(LATE), LATE));
    var probe = held(grants, ANN).attempt().orElseThrow();
    assertThat(held(grants, ANN).renewal()).isEqualTo(new Probed(probe, bare));
    assertStored(grants, tell(grants, ANN, new NoAnswer(probe, ERROR), LATE.plusSeconds(5)));
    assertThat(((Probed) held(grants, ANN).renewal()).error()).isEqualTo(ERROR);
  }

  @Test
  default void an_ending_and_a_withdrawal_are_read_back_as_they_were_decided() {
    for (var why : Ending.values()) {
      var grants = withAnn().grants();
      var refused = new Refused(begun(grants, NOON), why, ERROR);
      assertStored(grants, tell(grants, ANN, refused, NOON));
      assertThat(held(grants, ANN).renewal()).isEqualTo(new Ended(why, NOON, ERROR));
      assertStored(grants, tell(grants, ANN, new Revoke(), NOON.plusSeconds(1)));
      var gone = (Revoked) grants.find(ANN).orElseThrow();
      assertThat(gone.epoch()).isEqualTo(2);
      assertThat(gone.at()).isEqualTo(NOON.plusSeconds(1));
    }
  }

  @Test
  default void a_person_without_a_grant_is_refused() {
    var grants = withAnn().grants();
    assertThat(grants.find(BO)).isEmpty();
    assertThat(tell(grants, BO, renew(NOON), NOON))
        .isEqualTo(new Refuse(GrantRefusal.UNKNOWN, null));
    assertThat(grants.find(BO)).isEmpty();
  }

  @Test
  default void of_many_that_want_to_present_one_does() throws Exception {
    var grants = withAnn().grants();
    var decisions = Race.of(32, () -> tell(grants, ANN, renew(NOON), NOON));
    var advances = decisions.stream().filter(Advance.class::isInstance).toList();
    assertThat(advances).hasSize(1);
    assertStored(grants, advances.getFirst());
    assertThat(decisions)
        .filteredOn(Refuse.class::isInstance)
        .hasSize(31)
        .allMatch(d -> ((Refuse) d).reason() == GrantRefusal.IN_FLIGHT);
  }

  @Test
  default void an_epochs_refresh_token_is_presented_no_second_time() {
    var grants = withAnn().grants();
    var first = begun(grants, NOON);
    var second = new Presented(another(), Setback.NONE);
    assertNotStored(grants, second); // while the first is under way

    tell(grants, ANN, new NoAnswer(first, ERROR), NOON);
    assertNotStored(grants, second); // when its answer was lost

    tell(grants, ANN, new Refused(first, Ending.INVALID, ERROR), NOON);
    assertNotStored(grants, second); // when it was refused
  }

  @Test
  default void a_second_probe_is_refused_too() {
    var grants = withAnn().grants();
    tell(grants, ANN, new NoAnswer(begun(grants, NOON), ERROR), NOON);
    var probe = begun(grants, LATE);
    assertNotStored(grants, new Probed(another(), ERROR));
    tell(grants, ANN, new NoAnswer(probe, ERROR), LATE);
    assertNotStored(grants, new Probed(another(), ERROR));
    assertNotStored(grants, new Presented(another(), Setback.NONE));
  }

  private static Attempt another() {
    var fresh = attempt(NOON);
    return new Attempt(fresh.id(), 1, "instance-2", fresh.startedAt(), fresh.until());
  }

  private static void assertNotStored(Grants grants, Renewal renewal) {
    var before = grants.find(ANN);
    assertThatThrownBy(() -> forge(grants, renewal)).isInstanceOf(RuntimeException.class);
    assertThat(grants.find(ANN)).isEqualTo(before);
  }

  @Test
  default void what_was_turned_away_may_be_presented_again_as_often_as_it_takes() {
    var grants = withAnn().grants();
    var now = NOON;
    for (int i = 0; i < 3; i++) {
      var attempt = begun(grants, now);
      tell(grants, ANN, new TurnedAway(attempt, ERROR, Duration.ZERO), now);
      now = now.plusSeconds(60);
    }
    var lost = begun(grants, now);
    tell(grants, ANN, new NoAnswer(lost, ERROR), now);
    var probe = begun(grants, LATE);
    assertThat(held(grants, ANN).renewal()).isInstanceOf(Probed.class);
    tell(grants, ANN, new TurnedAway(probe, ERROR, Duration.ZERO), LATE);
    assertThat(held(grants, ANN).renewal()).isInstanceOf(Presented.class);
    begun(grants, LATE.plusSeconds(60));
    assertThat(held(grants, ANN).renewal()).isInstanceOf(Probed.class);
  }

  @Test
  default void the_next_pair_may_be_presented_like_the_one_before() {
    var grants = withAnn().grants();
    for (int epoch = 1; epoch <= 3; epoch++) {
      var attempt = begun(grants, NOON);
      assertThat(attempt.epoch()).isEqualTo(epoch);
      tell(grants, ANN, new Renewed(attempt, pair(NOON)), NOON);
    }
    assertThat(held(grants, ANN).epoch()).isEqualTo(4);
  }

  @Test
  default void a_pair_that_comes_late_is_stored_over_whatever_was_thought_meanwhile() {
    var grants = withAnn().grants();
    var first = begun(grants, NOON);
    tell(grants, ANN, new NoAnswer(first, ERROR), NOON);
    tell(grants, ANN, new Refused(begun(grants, LATE), Ending.ALREADY_USED, ERROR), LATE);
    var pair = pair(LATE);
    assertStored(grants, tell(grants, ANN, new Renewed(first, pair), LATE));
    assertThat(held(grants, ANN).pair()).isEqualTo(pair);
  }

  @Test
  default void a_step_that_throws_leaves_the_grant_as_it_was() {
    var grants = withAnn().grants();
    var before = grants.find(ANN);
    assertThatThrownBy(
            () ->
                grants.advance(
                    ANN,
                    _ -> {
                      throw new IllegalStateException("thrown by the step");
                    }))
        .hasMessageContaining("thrown by the step");
    assertThat(grants.find(ANN)).isEqualTo(before);
  }

  @Test
  default void a_withdrawn_pair_is_handed_on_to_be_revoked_once() throws Exception {
    var stores = withAnn();
    var pair = held(stores.grants(), ANN).pair();
    var decisions = Race.of(32, () -> tell(stores.grants(), ANN, new Revoke(), NOON));
    assertThat(decisions.stream().filter(GrantDecision.Withdraw.class::isInstance)).hasSize(1);
    assertThat(stores.revocations().lease(NOON, NOON.plusSeconds(90), 10))
        .extracting(Revocations.Pending::pair)
        .containsExactly(pair);
  }

  @Test
  default void of_a_withdrawal_and_a_late_pair_at_once_no_pair_escapes() throws Exception {
    for (int round = 0; round < 20; round++) {
      var stores = withAnn();
      var grants = stores.grants();
      var attempt = begun(grants, NOON);
      var late = pair(NOON);
      var turn = new AtomicInteger();
      Race.of(
          2,
          () ->
              turn.getAndIncrement() == 0
                  ? tell(grants, ANN, new Revoke(), NOON)
                  : tell(grants, ANN, new Renewed(attempt, late), NOON));
      assertThat(grants.find(ANN).orElseThrow()).isInstanceOf(Revoked.class);
      assertThat(stores.revocations().lease(NOON, NOON.plusSeconds(90), 10))
          .extracting(Revocations.Pending::pair)
          .contains(late);
    }
  }

  @Test
  default void a_new_consent_begins_the_next_epoch_with_an_unspent_token() {
    var stores = withAnn();
    var grants = stores.grants();
    tell(grants, ANN, new AskedAnew(NOON), NOON);
    tell(grants, ANN, new LookedUp(), NOON);
    var first = begun(grants, NOON);
    var consented = Consented.now(ANN, stores, NOON.plusSeconds(60));
    assertThat(consented.epoch()).isEqualTo(2);
    assertThat(consented.renewal()).isEqualTo(Unspent.UNTOUCHED);
    assertThat(consented.wanted()).isFalse();
    assertThat(consented.askedAt()).isEqualTo(NOON);

    tell(grants, ANN, new Renewed(first, pair(NOON)), NOON.plusSeconds(61));
    assertThat(held(grants, ANN)).isEqualTo(consented); // the late pair of the old consent is not
    begun(grants, NOON.plusSeconds(61));
    assertThat(held(grants, ANN).attempt().orElseThrow().until())
        .isEqualTo(NOON.plusSeconds(61).plus(ATTEMPT));
  }

  @Test
  default void a_new_consent_after_a_withdrawal_begins_the_next_epoch() {
    var stores = withAnn();
    tell(stores.grants(), ANN, new Revoke(), NOON);
    var consented = Consented.now(ANN, stores, NOON.plusSeconds(60));
    assertThat(consented.epoch()).isEqualTo(3);
    assertThat(consented.askedAt()).isNull();
    assertThat(stores.revocations().lease(NOON, NOON.plusSeconds(90), 10)).hasSize(1);
  }

  private Stores withAnn() {
    var stores = empty(new MutableClock(NOON));
    Consented.now(ANN, stores, NOON);
    return stores;
  }
}
