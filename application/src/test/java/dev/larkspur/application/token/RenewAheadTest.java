package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;
import static dev.larkspur.application.Consented.ERROR;
import static dev.larkspur.application.token.TokenScene.DUE;
import static dev.larkspur.application.token.TokenScene.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.StoreContract;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.application.token.port.TokenRefresh.Reason;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Probed;
import dev.larkspur.domain.token.Renewal.Unspent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RenewAheadTest {
  private final TokenScene scene = new TokenScene();
  private final RenewAhead ahead = scene.one.ahead(Runnable::run);

  private void rounds(int most) {
    while (most-- > 0 && ahead.handle()) {
      // there may be more
    }
  }

  @Test
  void a_token_in_use_is_renewed_before_anybody_has_to_wait() {
    scene.wanted(ANN);
    scene.at(NOON.plus(Duration.ofMinutes(107)));
    assertThat(ahead.handle()).isFalse();
    assertThat(scene.platform.count()).isZero();
    scene.at(DUE);
    assertThat(ahead.handle()).isTrue();
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
    assertThat(ahead.handle()).isFalse();
    assertThat(scene.platform.count()).isOne();
  }

  @Test
  void T7_an_idle_grant_is_kept_alive_at_half_of_its_refresh_tokens_life() {
    scene.consented(ANN);
    scene.at(NOON.plus(Duration.ofHours(82)));
    rounds(3);
    assertThat(scene.platform.count()).isZero();
    scene.at(NOON.plus(Duration.ofHours(84)));
    rounds(3);
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
  }

  @Test
  void those_in_use_come_first() {
    scene.consented(ANN);
    scene.clock.advance(Duration.ofHours(83).plusMinutes(59));
    scene.wanted(BO);
    scene.clock.advance(Duration.ofHours(2));
    ahead.handle();
    assertThat(scene.platform.presentations().getFirst().token())
        .isNotEqualTo(scene.now(ANN).pair().refresh());
    assertThat(scene.now(BO).epoch()).isEqualTo(2);
  }

  @Test
  void many_that_are_due_together_are_renewed_at_an_even_pace() {
    for (int i = 0; i < 40; i++) {
      scene.wanted(person(i));
    }
    scene.at(DUE);
    rounds(200);
    var calls = scene.platform.presentations();
    assertThat(calls).hasSize(40);
    for (int i = 1; i < 40; i++) {
      var gap = Duration.between(calls.get(i - 1).at(), calls.get(i).at());
      assertThat(gap).isGreaterThanOrEqualTo(StoreContract.PACE.interval());
    }
    assertThat(Duration.between(DUE, scene.clock.instant())).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void permits_that_nobody_needed_come_back() {
    scene.wanted(ANN);
    scene.at(DUE);
    ahead.handle();
    var now = scene.clock.instant();
    assertThat(
            scene
                .stores
                .budget()
                .take(APP, Purpose.AWAITED_REFRESH, 99, InstantSource.fixed(now))
                .count())
        .isEqualTo(StoreContract.PACE.burst() - 1);
  }

  @Test
  void T15_of_two_instances_each_grant_is_renewed_by_one() {
    var other = scene.instance("two").ahead(Runnable::run);
    for (int i = 0; i < 10; i++) {
      scene.wanted(person(i));
    }
    scene.at(DUE);
    for (int round = 0; round < 20; round++) {
      ahead.handle();
      other.handle();
    }
    assertThat(scene.platform.presentations()).extracting(p -> p.token()).doesNotHaveDuplicates();
    assertThat(scene.platform.count()).isEqualTo(10);
  }

  @Test
  void what_is_begun_while_we_are_stopped_is_left_unspent_for_others() {
    scene.wanted(ANN);
    scene.at(DUE);
    scene
        .instance("stopping")
        .ahead(
            _ -> {
              throw new RejectedExecutionException();
            })
        .handle();
    assertThat(scene.platform.count()).isZero();
    assertThat(scene.now(ANN).renewal()).isInstanceOf(Unspent.class);
    scene.clock.advance(Duration.ofSeconds(1));
    ahead.handle();
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
  }

  @Test
  void an_outage_does_not_spend_one_refresh_token_after_the_other() {
    for (int i = 0; i < 40; i++) {
      scene.wanted(person(i));
    }
    scene.at(DUE);
    for (int i = 0; i < 40; i++) {
      scene.platform.loseRequest();
    }
    for (int second = 0; second < 120; second++) {
      rounds(10);
      scene.clock.advance(Duration.ofSeconds(1));
    }
    // a first handful before anybody knew, then one after 2, 4, 8 … seconds
    assertThat(scene.platform.count()).isLessThan(15);
  }

  @Test
  void when_the_platform_is_well_again_all_are_renewed() {
    for (int i = 0; i < 20; i++) {
      scene.wanted(person(i));
    }
    scene.at(DUE);
    var down = new Answer.TurnedAway(Reason.UNAVAILABLE, Duration.ZERO, ERROR);
    for (int i = 0; i < 5; i++) {
      scene.platform.answer(down);
    }
    for (int second = 0; second < 60; second++) {
      rounds(30);
      scene.clock.advance(Duration.ofSeconds(1));
    }
    for (int i = 0; i < 20; i++) {
      assertThat(scene.now(person(i)).epoch()).isEqualTo(2);
    }
  }

  @Test
  void one_apps_trouble_does_not_keep_the_others() {
    var elsewhere = new Person(OTHER_APP, ANN.openId());
    scene.wanted(ANN);
    scene.wanted(elsewhere);
    scene.at(DUE);
    scene.stores.budget().pause(APP, DUE.plusSeconds(60));
    rounds(3);
    assertThat(scene.now(ANN).epoch()).isOne();
    assertThat(scene.now(elsewhere).epoch()).isEqualTo(2);
  }

  @Test
  void T9_a_lost_answer_is_probed_once_by_itself() {
    scene.wanted(ANN);
    scene.at(DUE);
    scene.platform.loseAnswer();
    rounds(1);
    scene.clock.advance(Duration.ofMinutes(1));
    rounds(3);
    assertThat(scene.platform.count()).isEqualTo(2);
    assertThat(scene.now(ANN).renewal()).isInstanceOf(Ended.class); // used before, by us
    scene.clock.advance(Duration.ofHours(1));
    rounds(3);
    assertThat(scene.platform.count()).isEqualTo(2);
  }

  @Test
  void T8_an_attempt_whose_instance_died_is_probed_once_by_another() {
    scene.wanted(ANN);
    scene.at(DUE);
    var dead = scene.instance("dead").ahead(_ -> {}); // written down, and never sent
    dead.handle();
    assertThat(ahead.handle()).isFalse();
    scene.clock.advance(Duration.ofMinutes(1));
    scene.platform.during(() -> assertThat(scene.now(ANN).renewal()).isInstanceOf(Probed.class));
    rounds(2);
    assertThat(scene.platform.count()).isOne();
    assertThat(scene.now(ANN).epoch()).isEqualTo(2);
  }

  @Test
  void no_more_hang_than_the_lane_is_wide() {
    for (int i = 0; i < 60; i++) {
      scene.wanted(person(i));
    }
    scene.at(DUE);
    var hanging = new ArrayList<Runnable>();
    var silent = scene.one.ahead(hanging::add);
    for (int i = 0; i < 200; i++) {
      silent.handle();
    }
    assertThat(hanging).hasSize(32);
    hanging.removeFirst().run();
    silent.handle();
    assertThat(hanging).hasSizeBetween(31, 32);
  }

  @Test
  void where_something_is_due_and_may_not_be_begun_yet_it_rests_for_a_moment() {
    for (int i = 0; i < 20; i++) {
      scene.wanted(person(i));
    }
    scene.at(DUE);
    var silent = scene.one.ahead(_ -> {});
    assertThat(silent.handle()).isTrue();
    assertThat(silent.handle()).isTrue();
    assertThat(scene.pause.slept)
        .hasSize(2)
        .allSatisfy(
            rest -> assertThat(rest).isPositive().isLessThanOrEqualTo(Duration.ofMillis(100)));
  }
}
