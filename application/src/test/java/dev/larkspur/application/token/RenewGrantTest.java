package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.ATTEMPT;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Consented.ERROR;
import static dev.larkspur.application.Consented.tell;
import static dev.larkspur.application.token.TokenScene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.StoreContract;
import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.Barred;
import dev.larkspur.application.token.RenewalOutcome.ReauthorizationRequired;
import dev.larkspur.application.token.RenewalOutcome.Renewed;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.RenewalOutcome.Revoked;
import dev.larkspur.application.token.RenewalOutcome.Uncertain;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.application.token.port.TokenRefresh.Reason;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.GrantCommand;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.Renewal;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RenewGrantTest {
  private static final Need NEWER = new Need.Newer(1);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final TokenScene scene = new TokenScene();

  private RenewalOutcome renew() {
    return scene.one.renew.handle(ANN, NEWER);
  }

  private int permitsLeft() {
    return scene.stores.budget().take(APP, Purpose.AWAITED_REFRESH, 99, scene.clock).count();
  }

  @Test
  void the_next_pair_is_fetched_and_stored() {
    scene.consented(ANN);
    var outcome = renew();
    assertThat(outcome).isEqualTo(new Renewed(scene.now(ANN)));
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
    assertThat(scene.platform.count()).isOne();
    assertThat(permitsLeft()).isEqualTo(StoreContract.PACE.burst() - 1);
  }

  @Test
  void where_there_is_no_need_the_platform_is_not_asked() {
    var ann = scene.consented(ANN);
    assertThat(scene.one.renew.handle(ANN, new Need.Lasting(Duration.ofHours(1))))
        .isEqualTo(new AlreadyRenewed(ann));
    assertThat(scene.one.renew.handle(ANN, new Need.Newer(0))).isEqualTo(new AlreadyRenewed(ann));
    assertThat(scene.platform.count()).isZero();
    assertThat(permitsLeft()).isEqualTo(StoreContract.PACE.burst());
  }

  @Test
  void T12_one_persons_renewal_is_nobody_elses() {
    var ann = scene.consented(ANN);
    scene.consented(BO);
    scene.one.renew.handle(BO, NEWER);
    assertThat(scene.now(ANN)).isEqualTo(ann);
    assertThat(scene.platform.presentations())
        .extracting(p -> p.token())
        .doesNotContain(ann.pair().refresh());
  }

  @Test
  void without_a_permit_nothing_is_presented_until_there_is_one() {
    scene.consented(ANN);
    while (permitsLeft() > 0) {
      // others use them up
    }
    assertThat(renew()).isInstanceOf(Renewed.class);
    assertThat(scene.platform.presentations().getFirst().at())
        .isAfter(NOON.plus(StoreContract.PACE.interval()));
  }

  @Test
  void a_pause_of_the_app_is_kept_and_spends_nothing() {
    var ann = scene.consented(ANN);
    scene.stores.budget().pause(APP, NOON.plus(PATIENCE).plusSeconds(1));
    assertThat(renew()).isEqualTo(new RetryLater(A_MOMENT, null));
    assertThat(scene.platform.count()).isZero();
    assertThat(scene.now(ANN)).isEqualTo(ann);
  }

  @Test
  void over_the_limit_means_to_wait_and_not_to_fail() {
    scene.consented(ANN);
    var wait = Duration.ofSeconds(10);
    scene.platform.answer(new Answer.TurnedAway(Reason.LIMITED, wait, ERROR));
    assertThat(renew()).isInstanceOf(Renewed.class);
    assertThat(scene.platform.presentations().getLast().at()).isEqualTo(NOON.plus(wait));
  }

  @Test
  void over_the_limit_for_longer_than_anybody_waits_is_told_at_once() {
    scene.consented(ANN);
    var wait = PATIENCE.plusSeconds(1);
    scene.platform.answer(new Answer.TurnedAway(Reason.LIMITED, wait, ERROR));
    assertThat(renew()).isEqualTo(new RenewalOutcome.Limited(wait, ERROR));
    assertThat(scene.clock.instant()).isEqualTo(NOON);
  }

  @Test
  void a_permit_that_is_not_needed_any_more_comes_back() {
    scene.consented(ANN);
    var between = new ArrayList<Runnable>();
    var slow =
        scene
        .new Instance("slow", new Interposed(scene.grants, between), Runnable::run, scene.pause);
    between.add(
        () -> scene.grants.advance(ANN, g -> GrantFlow.decide(g, new GrantCommand.Revoke(), NOON)));
    assertThat(slow.renew.handle(ANN, NEWER)).isEqualTo(new Revoked());
    assertThat(permitsLeft()).isEqualTo(StoreContract.PACE.burst());
  }

  @Test
  void a_refusal_of_the_table_is_told_and_costs_no_permit() {
    assertThat(renew()).isEqualTo(new ReauthorizationRequired()); // no grant
    scene.consented(ANN);
    tell(scene.grants, ANN, new GrantCommand.Revoke(), NOON);
    assertThat(renew()).isEqualTo(new Revoked());
    scene.consented(ANN);
    scene.platform.answer(new Answer.Refused(Ending.INVALID, ERROR));
    assertThat(scene.one.renew.handle(ANN, new Need.Newer(3)))
        .isEqualTo(new ReauthorizationRequired());
    assertThat(scene.one.renew.handle(ANN, new Need.Newer(3)))
        .isEqualTo(new ReauthorizationRequired());
    assertThat(scene.platform.count()).isOne();
    assertThat(permitsLeft()).isEqualTo(StoreContract.PACE.burst() - 1);
  }

  @Test
  void what_was_turned_away_is_not_tried_before_its_time() {
    scene.consented(ANN);
    scene.platform.answer(new Answer.TurnedAway(Reason.POLICY, Duration.ofSeconds(30), ERROR));
    assertThat(renew()).isEqualTo(new Barred(Duration.ofSeconds(30), ERROR));
    scene.clock.advance(Duration.ofSeconds(10));
    assertThat(renew()).isEqualTo(new RetryLater(Duration.ofSeconds(20), ERROR));
    assertThat(scene.platform.count()).isOne();
    scene.clock.advance(Duration.ofSeconds(20));
    assertThat(renew()).isInstanceOf(Renewed.class);
  }

  @Test
  void T9_a_lost_answer_is_not_tried_again_but_once_near_the_end() {
    scene.consented(ANN);
    scene.platform.loseRequest();
    assertThat(renew()).isEqualTo(new Uncertain(Duration.ofMinutes(108)));
    scene.clock.advance(Duration.ofMinutes(60));
    assertThat(renew()).isEqualTo(new Uncertain(Duration.ofMinutes(48)));
    assertThat(scene.platform.count()).isOne();
    scene.clock.advance(Duration.ofMinutes(48));
    assertThat(renew()).isInstanceOf(Renewed.class); // the probe
    assertThat(scene.platform.count()).isEqualTo(2);
  }

  @Test
  void T9_a_probe_whose_answer_is_lost_too_is_the_last_presentation() {
    scene.consented(ANN);
    scene.platform.loseRequest();
    renew();
    scene.clock.advance(Duration.ofMinutes(110));
    scene.platform.loseRequest();
    assertThat(renew()).isEqualTo(new Uncertain(Duration.ofMinutes(10)));
    for (int i = 0; i < 50; i++) {
      scene.clock.advance(Duration.ofMinutes(1));
      renew();
    }
    assertThat(scene.platform.count()).isEqualTo(2);
  }

  @Test
  void a_refresh_token_whose_time_is_over_ends_the_grant_without_a_call() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofDays(7));
    assertThat(renew()).isEqualTo(new ReauthorizationRequired());
    assertThat(scene.now(ANN).renewal()).isInstanceOf(Renewal.Ended.class);
    assertThat(scene.platform.count()).isZero();
    assertThat(permitsLeft()).isEqualTo(StoreContract.PACE.burst());
  }

  @Test
  void T7_the_refresh_token_outlives_its_access_token() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofDays(6));
    assertThat(renew()).isInstanceOf(Renewed.class);
  }

  @Test
  void a_store_that_is_out_is_a_failure_and_the_next_caller_tries_afresh() {
    scene.consented(ANN);
    var between = new ArrayList<Runnable>();
    var broken = new Interposed(scene.grants, between);
    var instance = scene.new Instance("two", broken, Runnable::run, scene.pause);
    between.add(
        () -> {
          throw new IllegalStateException("the store is out");
        });
    assertThatThrownBy(() -> instance.renew.handle(ANN, NEWER))
        .hasMessage("Cannot renew the grant of " + ANN)
        .hasRootCauseMessage("the store is out");
    assertThat(instance.renew.handle(ANN, NEWER)).isInstanceOf(Renewed.class);
  }

  @Test
  void an_attempt_is_the_instances_own_and_lasts_as_long_as_it_was_told() {
    scene.consented(ANN);
    scene.platform.during(
        () -> {
          var attempt = scene.now(ANN).attempt().orElseThrow();
          assertThat(attempt.owner()).isEqualTo("one");
          assertThat(attempt.until()).isEqualTo(NOON.plus(ATTEMPT));
        });
    assertThat(renew()).isInstanceOf(Renewed.class);
  }
}
