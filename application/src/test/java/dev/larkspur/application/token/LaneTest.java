package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Consented.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.Barred;
import dev.larkspur.application.token.RenewalOutcome.Misconfigured;
import dev.larkspur.application.token.RenewalOutcome.ReauthorizationRequired;
import dev.larkspur.application.token.RenewalOutcome.Renewed;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.RenewalOutcome.Revoked;
import dev.larkspur.application.token.RenewalOutcome.Uncertain;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneTest {
  private static final RenewalOutcome BAD = new RetryLater(Duration.ZERO, ERROR);

  private final Lane lane = new Lane(3);

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
      lane.learn(BAD, NOON);
    }
    assertThat(lane.isBlocked(NOON.plusSeconds(seconds).minusNanos(1))).isTrue();
    assertThat(lane.isBlocked(NOON.plusSeconds(seconds))).isFalse();
  }

  @Test
  void after_a_bad_answer_one_is_let_in_until_there_is_a_good_one() {
    lane.learn(new Uncertain(Duration.ZERO), NOON);
    assertThat(lane.room()).isOne();
    lane.enter();
    assertThat(lane.room()).isZero();
    lane.learn(new ReauthorizationRequired(), NOON); // the platform is well
    assertThat(lane.room()).isEqualTo(2);
  }

  @Test
  void a_pair_is_a_good_answer_and_one_of_somebody_elses_says_nothing() {
    var grant = new TokenScene().consented(ANN);
    lane.learn(BAD, NOON);
    lane.learn(new AlreadyRenewed(grant), NOON);
    assertThat(lane.room()).isOne();
    lane.learn(new Renewed(grant), NOON);
    assertThat(lane.room()).isEqualTo(3);
  }

  @Test
  void in_an_outage_who_waits_is_let_in_alone_and_only_after_the_block() {
    lane.learn(BAD, NOON);
    lane.learn(BAD, NOON);
    assertThat(lane.admits(NOON)).isTrue(); // two may be bad luck
    lane.leave();
    lane.learn(BAD, NOON);
    assertThat(lane.admits(NOON)).isFalse();
    assertThat(lane.closed(NOON)).isEqualTo(new RetryLater(Duration.ofSeconds(4), ERROR));
    assertThat(lane.admits(NOON.plusSeconds(4))).isTrue();
    assertThat(lane.admits(NOON.plusSeconds(4))).isFalse();
    lane.leave();
    lane.learn(new ReauthorizationRequired(), NOON.plusSeconds(5));
    assertThat(lane.admits(NOON.plusSeconds(5))).isTrue();
    assertThat(lane.admits(NOON.plusSeconds(5))).isTrue();
  }

  @Test
  void in_an_outage_no_probe_is_made_until_there_was_no_bad_answer_for_long() {
    lane.learn(BAD, NOON);
    lane.learn(BAD, NOON);
    assertThat(lane.isForProbes(NOON)).isTrue();
    lane.learn(BAD, NOON);
    assertThat(lane.isForProbes(NOON)).isFalse();
    assertThat(lane.isForProbes(NOON.plus(Duration.ofMinutes(5)).minusNanos(1))).isFalse();
    assertThat(lane.isForProbes(NOON.plus(Duration.ofMinutes(5)))).isTrue();
  }

  @Test
  void a_policy_that_concerns_one_person_brakes_nobody_else() {
    lane.learn(new Barred(Duration.ofMinutes(5), ERROR), NOON);
    assertThat(lane.room()).isEqualTo(3);
    assertThat(lane.isBlocked(NOON)).isFalse();
    lane.learn(BAD, NOON);
    lane.learn(new Barred(Duration.ofMinutes(5), ERROR), NOON); // the platform is well
    assertThat(lane.room()).isEqualTo(3);
  }

  @Test
  void what_says_nothing_of_the_platform_changes_nothing() {
    lane.learn(new Misconfigured(ERROR), NOON);
    lane.learn(new Revoked(), NOON);
    assertThat(lane.room()).isOne();
    assertThat(lane.isBlocked(NOON)).isTrue();
  }
}
