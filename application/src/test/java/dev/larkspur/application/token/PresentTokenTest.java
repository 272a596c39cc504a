package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.ATTEMPT;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.pair;
import static dev.larkspur.application.Cast.unrefreshable;
import static dev.larkspur.application.Consented.ERROR;
import static dev.larkspur.application.Consented.renew;
import static dev.larkspur.application.Consented.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.Consented;
import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.Misconfigured;
import dev.larkspur.application.token.RenewalOutcome.ReauthorizationRequired;
import dev.larkspur.application.token.RenewalOutcome.Renewed;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.RenewalOutcome.Revoked;
import dev.larkspur.application.token.RenewalOutcome.Uncertain;
import dev.larkspur.application.token.port.Revocations.Pending;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.application.token.port.TokenRefresh.Reason;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Probed;
import dev.larkspur.domain.token.Renewal.Unspent;
import dev.larkspur.domain.token.Setback;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresentTokenTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant LATE =
      NOON.plus(Duration.ofMinutes(110)); // when a probe may be made

  private final TokenScene scene = new TokenScene();
  private final Held begun = scene.begunAfterConsent();

  private RenewalOutcome present() {
    return scene.one.present.handle(begun);
  }

  private boolean isPaused() {
    return scene
            .stores
            .budget()
            .take(APP, Purpose.AWAITED_REFRESH, 1, InstantSource.fixed(NOON))
            .count()
        == 0;
  }

  @Test
  void the_next_pair_is_stored_before_anybody_is_told() {
    var outcome = present();
    assertThat(outcome).isEqualTo(new Renewed(scene.now(ANN)));
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
    assertThat(scene.followed).containsExactly(2L);
    assertThat(scene.platform.presentations().getFirst().token()).isEqualTo(begun.pair().refresh());
  }

  @Test
  void what_was_turned_away_waits_as_long_as_the_platform_wants() {
    scene.platform.answer(new Answer.TurnedAway(Reason.UNAVAILABLE, MINUTE, ERROR));
    assertThat(present()).isEqualTo(new RetryLater(MINUTE, ERROR));
    assertThat(scene.now(ANN).renewal())
        .isEqualTo(new Unspent(new Setback(1, NOON.plus(MINUTE), ERROR)));
    assertThat(scene.followed).isEmpty();
    assertThat(isPaused()).isFalse();
  }

  @Test
  void an_app_over_its_limit_pauses_as_a_whole() {
    scene.platform.answer(new Answer.TurnedAway(Reason.LIMITED, MINUTE, ERROR));
    present();
    assertThat(isPaused()).isTrue();
    assertThat(
            scene
                .stores
                .budget()
                .take(APP, Purpose.AWAITED_REFRESH, 1, InstantSource.fixed(NOON.plus(MINUTE)))
                .count())
        .isOne();
  }

  @Test
  void wrong_settings_spend_nothing_and_are_tried_again_after_a_minute() {
    scene.platform.answer(new Answer.Misconfigured(ERROR));
    assertThat(present()).isEqualTo(new Misconfigured(ERROR));
    assertThat(scene.now(ANN).renewal())
        .isEqualTo(new Unspent(new Setback(1, NOON.plus(MINUTE), ERROR)));
  }

  @Test
  void a_refusal_ends_the_grant() {
    scene.platform.answer(new Answer.Refused(Ending.REVOKED_AT_PLATFORM, ERROR));
    assertThat(present()).isEqualTo(new ReauthorizationRequired());
    assertThat(scene.now(ANN).renewal())
        .isEqualTo(new Ended(Ending.REVOKED_AT_PLATFORM, NOON, ERROR));
  }

  @Test
  void a_lost_answer_leaves_the_pair_that_there_is() {
    scene.platform.loseAnswer();
    assertThat(present()).isEqualTo(new Uncertain(Duration.ofMinutes(108)));
    assertThat(scene.now(ANN).pair()).isEqualTo(begun.pair());
    assertThat(scene.now(ANN).isUncertain(NOON)).isTrue();
  }

  @Test
  void a_failure_of_our_own_during_the_call_is_a_lost_answer() {
    scene.platform.during(
        () -> {
          throw new IllegalStateException("out of memory, say");
        });
    assertThat(present()).isInstanceOf(Uncertain.class);
    assertThat(scene.now(ANN).renewal()).isInstanceOf(Presented.class);
    assertThat(scene.now(ANN).renewal().error())
        .isNotNull()
        .extracting(PlatformError::code)
        .isEqualTo("failed");
  }

  @Test
  void T5_a_pair_with_fewer_scopes_or_a_shorter_life_is_kept_all_the_same() {
    var poor = unrefreshable(NOON.minusSeconds(7200));
    scene.platform.answer(new Answer.Next(poor));
    assertThat(present()).isInstanceOf(Renewed.class);
    assertThat(scene.now(ANN).pair()).isEqualTo(poor);
  }

  @Test
  void T6_a_pair_that_cannot_be_stored_now_is_insisted_upon() {
    var instance = instanceOver(out(2));
    assertThat(instance.present.handle(begun)).isInstanceOf(Renewed.class);
    assertThat(scene.insisted).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(scene.platform.count()).isOne();
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
  }

  @Test
  void T6_a_pair_that_cannot_be_stored_at_all_is_a_failure_and_not_an_outcome() {
    var instance = instanceOver(out(3));
    assertThatThrownBy(() -> instance.present.handle(begun)).hasMessage("the store is out");
    assertThat(scene.platform.count()).isOne();
  }

  @Test
  void T8_until_the_answer_is_stored_the_attempt_stays_written_down() {
    var instance = instanceOver(out(3));
    assertThatThrownBy(() -> instance.present.handle(begun)).hasMessage("the store is out");
    assertThat(scene.now(ANN)).isEqualTo(begun);
    scene.clock.advance(ATTEMPT);
    assertThat(scene.one.lookUp(MINUTE)).isInstanceOf(LeaseResult.Leased.class);
    assertThat(scene.now(ANN).isUncertain(scene.clock.instant())).isTrue();
    assertThat(scene.platform.count()).isOne();
  }

  private static List<Runnable> out(int times) {
    return new ArrayList<>(Collections.nCopies(times, PresentTokenTest::fail));
  }

  private static void fail() {
    throw new IllegalStateException("the store is out");
  }

  private TokenScene.Instance instanceOver(List<Runnable> happens) {
    return scene
    .new Instance("two", new Interposed(scene.grants, happens), Runnable::run, scene.pause);
  }

  @Test
  void what_was_stored_and_not_confirmed_is_stored_once() {
    var happens = new ArrayList<Runnable>();
    var instance = instanceOver(happens);
    var pair = pair(NOON);
    scene.platform.answer(new Answer.Next(pair));
    happens.add(
        () -> {
          tell(
              scene.grants,
              ANN,
              new GrantCommand.Renewed(begun.attempt().orElseThrow(), pair),
              NOON);
          throw new IllegalStateException("the line broke after the commit");
        });
    assertThat(instance.present.handle(begun)).isEqualTo(new Renewed(scene.now(ANN)));
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
  }

  @Test
  void T10_a_grant_withdrawn_during_the_call_stays_withdrawn_and_the_late_pair_is_revoked_too() {
    scene.platform.during(() -> tell(scene.grants, ANN, new GrantCommand.Revoke(), NOON));
    assertThat(present()).isEqualTo(new Revoked());
    assertThat(scene.grants.find(ANN).orElseThrow()).isInstanceOf(Grant.Revoked.class);
    assertThat(scene.stores.revocations().lease(NOON, NOON.plus(MINUTE), 9))
        .extracting(Pending::pair)
        .hasSize(2)
        .contains(begun.pair());
  }

  @Test
  void T10_a_consent_given_during_the_call_is_not_overwritten_by_its_late_pair() {
    scene.platform.during(() -> Consented.now(ANN, scene.stores, NOON));
    var outcome = present();
    assertThat(outcome).isEqualTo(new AlreadyRenewed(scene.now(ANN)));
    assertThat(scene.now(ANN).consent()).isNotEqualTo(begun.consent());
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
  }

  @Test
  void T4_the_loser_of_a_race_deletes_nothing() {
    var won = pair(NOON);
    scene.platform.during(
        () ->
            tell(
                scene.grants,
                ANN,
                new GrantCommand.Renewed(begun.attempt().orElseThrow(), won),
                NOON));
    scene.platform.answer(new Answer.Refused(Ending.ALREADY_USED, ERROR));
    assertThat(present()).isEqualTo(new AlreadyRenewed(scene.now(ANN)));
    assertThat(scene.now(ANN).pair()).isEqualTo(won);
  }

  @Test
  void T16_an_answer_that_takes_longer_than_anybody_waited_is_stored() {
    scene.platform.during(() -> scene.clock.advance(ATTEMPT.multipliedBy(3)));
    assertThat(present()).isInstanceOf(Renewed.class);
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
  }

  @Test
  void T2_whoever_slept_past_their_attempt_presents_nothing() {
    scene.clock.advance(ATTEMPT);
    assertThat(present()).isInstanceOf(RetryLater.class);
    assertThat(scene.platform.count()).isZero();
    assertThat(scene.now(ANN).renewal()).isInstanceOf(Unspent.class);
  }

  @Test
  void T2_whoever_slept_past_their_attempt_leaves_the_next_ones_alone() {
    scene.at(LATE);
    tell(scene.grants, ANN, renew(LATE), LATE);
    var probing = scene.now(ANN);
    assertThat(probing.renewal()).isInstanceOf(Probed.class);
    assertThat(present()).isEqualTo(new AlreadyRenewed(probing));
    assertThat(scene.platform.count()).isZero();
    assertThat(scene.now(ANN)).isEqualTo(probing);
  }
}
