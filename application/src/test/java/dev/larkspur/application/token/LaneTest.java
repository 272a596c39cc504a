package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Consented.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.Barred;
import dev.larkspur.application.token.RenewalOutcome.Limited;
import dev.larkspur.application.token.RenewalOutcome.Misconfigured;
import dev.larkspur.application.token.RenewalOutcome.ReauthorizationRequired;
import dev.larkspur.application.token.RenewalOutcome.Renewed;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.RenewalOutcome.Revoked;
import dev.larkspur.application.token.RenewalOutcome.Uncertain;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneTest {
  private static final RenewalOutcome BAD = new RetryLater(Duration.ZERO, ERROR);

  private final Lane lane = new Lane(3);

  /** Of a call that was made and answered at that time. */
  private void learn(RenewalOutcome outcome, Instant at) {
    lane.learn(outcome, at, at);
  }

  @Test
  void no_more_are_under_way_than_it_is_wide() {
    assertThat(lane.room()).isEqualTo(3);
    lane.enter();
    lane.enter();
    lane.enter();
    assertThat(lane.room()).isZero();
    lane.leave();
    assertThat(lane.room()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,4", "6,32", "7,60", "50,60"})
  void bad_answers_in_a_row_block_it_for_longer_and_longer(int answers, long seconds) {
    for (int i = 0; i < answers; i++) {
      learn(BAD, NOON);
    }
    assertThat(lane.isBlocked(NOON.plusSeconds(seconds).minusNanos(1))).isTrue();
    assertThat(lane.isBlocked(NOON.plusSeconds(seconds))).isFalse();
  }

  @Test
  void after_a_bad_answer_one_is_let_in_until_there_is_a_good_one() {
    learn(new Uncertain(Duration.ZERO), NOON);
    assertThat(lane.room()).isOne();
    lane.enter();
    assertThat(lane.room()).isZero();
    learn(new ReauthorizationRequired(), NOON); // the platform is well
    assertThat(lane.room()).isEqualTo(2);
  }

  @Test
  void a_pair_is_a_good_answer_and_one_of_somebody_elses_says_nothing() {
    var grant = new TokenScene().consented(ANN);
    learn(BAD, NOON);
    learn(new AlreadyRenewed(grant), NOON);
    assertThat(lane.room()).isOne();
    learn(new Renewed(grant), NOON);
    assertThat(lane.room()).isEqualTo(3);
  }

  @Test
  void in_an_outage_who_waits_is_let_in_alone_and_only_after_the_block() {
    learn(BAD, NOON);
    learn(BAD, NOON);
    assertThat(lane.admits(NOON)).isTrue(); // two may be bad luck
    lane.leave();
    learn(BAD, NOON);
    assertThat(lane.admits(NOON)).isFalse();
    assertThat(lane.closed(NOON)).isEqualTo(new RetryLater(Duration.ofSeconds(4), ERROR));
    assertThat(lane.admits(NOON.plusSeconds(4))).isTrue();
    assertThat(lane.admits(NOON.plusSeconds(4))).isFalse();
    lane.leave();
    learn(new ReauthorizationRequired(), NOON.plusSeconds(5));
    assertThat(lane.admits(NOON.plusSeconds(5))).isTrue();
    assertThat(lane.admits(NOON.plusSeconds(5))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2,60", "3,120", "4,240", "5,300", "50,300"})
  void after_bad_answers_there_are_probes_only_after_a_while(int answers, long seconds) {
    for (int i = 0; i < answers; i++) {
      learn(BAD, NOON);
    }
    assertThat(lane.isForProbes(NOON.plusSeconds(seconds).minusNanos(1))).isFalse();
    assertThat(lane.isForProbes(NOON.plusSeconds(seconds))).isTrue();
    assertThat(lane.probesIn(NOON)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void while_the_platform_is_not_known_to_be_well_a_probe_is_made_alone() {
    lane.enter();
    assertThat(lane.isForProbes(NOON)).isTrue();
    learn(BAD, NOON);
    assertThat(lane.isForProbes(NOON)).isFalse();
    lane.leave();
    assertThat(lane.isForProbes(NOON)).isTrue();
  }

  @Test
  void calls_that_were_under_way_together_count_as_one() {
    for (int i = 0; i < 10; i++) {
      lane.learn(BAD, NOON, NOON.plusSeconds(30).plusMillis(i));
    }
    assertThat(lane.isBlocked(NOON.plusSeconds(31))).isFalse();
    lane.learn(BAD, NOON.plusSeconds(31), NOON.plusSeconds(61));
    assertThat(lane.isBlocked(NOON.plusSeconds(62))).isTrue();
    assertThat(lane.isBlocked(NOON.plusSeconds(63))).isFalse();
  }

  @Test
  void a_good_answer_ends_the_block() {
    learn(BAD, NOON);
    learn(new ReauthorizationRequired(), NOON);
    assertThat(lane.isBlocked(NOON)).isFalse();
  }

  @Test
  void a_limit_is_no_sign_of_an_outage() {
    learn(new Limited(Duration.ofSeconds(1), ERROR), NOON);
    assertThat(lane.isBlocked(NOON)).isFalse();
    assertThat(lane.room()).isEqualTo(3);
  }

  @Test
  void a_policy_that_concerns_one_person_brakes_nobody_else() {
    learn(new Barred(Duration.ofMinutes(5), ERROR), NOON);
    assertThat(lane.room()).isEqualTo(3);
    assertThat(lane.isBlocked(NOON)).isFalse();
    learn(BAD, NOON);
    learn(new Barred(Duration.ofMinutes(5), ERROR), NOON); // the platform is well
    assertThat(lane.room()).isEqualTo(3);
  }

  @Test
  void what_says_nothing_of_the_platform_changes_nothing() {
    learn(new Misconfigured(ERROR), NOON);
    learn(new Revoked(), NOON);
    assertThat(lane.room()).isOne();
    assertThat(lane.isBlocked(NOON)).isTrue();
  }
}
