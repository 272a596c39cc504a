package dev.larkspur.domain.token;

import static dev.larkspur.domain.token.Samples.ATTEMPT;
import static dev.larkspur.domain.token.Samples.ENDED;
import static dev.larkspur.domain.token.Samples.ERROR;
import static dev.larkspur.domain.token.Samples.FIRST;
import static dev.larkspur.domain.token.Samples.LATE;
import static dev.larkspur.domain.token.Samples.NOON;
import static dev.larkspur.domain.token.Samples.PAIR;
import static dev.larkspur.domain.token.Samples.PRESENTED;
import static dev.larkspur.domain.token.Samples.PROBE;
import static dev.larkspur.domain.token.Samples.PROBED;
import static dev.larkspur.domain.token.Samples.UNSPENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {
  private static final Instant OVER = PAIR.expiresAt();

  @Test
  void it_is_active_while_a_token_can_be_had() {
    assertThat(UNSPENT.stateAt(NOON)).isEqualTo(GrantState.ACTIVE);
    assertThat(UNSPENT.stateAt(OVER)).isEqualTo(GrantState.ACTIVE);
    assertThat(PRESENTED.stateAt(NOON.plus(ATTEMPT).minusNanos(1))).isEqualTo(GrantState.ACTIVE);
  }

  @Test
  void it_is_uncertain_from_when_no_answer_can_come_any_more() {
    assertThat(PRESENTED.stateAt(NOON.plus(ATTEMPT))).isEqualTo(GrantState.UNCERTAIN);
    assertThat(PRESENTED.stateAt(OVER)).isEqualTo(GrantState.UNCERTAIN);
    assertThat(PROBED.stateAt(LATE)).isEqualTo(GrantState.UNCERTAIN);
    assertThat(PROBED.isUncertain(LATE)).isTrue();
    assertThat(UNSPENT.isUncertain(OVER)).isFalse();
    assertThat(ENDED.isUncertain(OVER)).isFalse();
  }

  @Test
  void it_needs_the_person_when_nothing_new_can_be_had() {
    assertThat(ENDED.stateAt(NOON)).isEqualTo(GrantState.NEEDS_REAUTHORIZATION);
    assertThat(UNSPENT.stateAt(NOON.plus(Duration.ofDays(7))))
        .isEqualTo(GrantState.NEEDS_REAUTHORIZATION);
    assertThat(PROBED.stateAt(OVER)).isEqualTo(GrantState.NEEDS_REAUTHORIZATION);
    var bare = Samples.with(Samples.unrefreshable());
    assertThat(bare.stateAt(OVER.minusNanos(1))).isEqualTo(GrantState.ACTIVE);
    assertThat(bare.stateAt(OVER)).isEqualTo(GrantState.NEEDS_REAUTHORIZATION);
  }

  @Test
  void what_was_withdrawn_is_revoked_for_ever() {
    assertThat(Samples.REVOKED.stateAt(NOON.plus(Duration.ofDays(999))))
        .isEqualTo(GrantState.REVOKED);
  }

  @Test
  void it_is_refreshable_while_an_answer_or_a_probe_may_bring_a_pair() {
    assertThat(PRESENTED.isRefreshable(OVER)).isTrue();
    assertThat(PROBED.isRefreshable(LATE.plus(ATTEMPT).minusNanos(1))).isTrue();
    assertThat(PROBED.isRefreshable(LATE.plus(ATTEMPT))).isFalse();
    assertThat(ENDED.isRefreshable(NOON)).isFalse();
  }

  @Test
  void an_attempt_is_one_whose_answer_is_not_known() {
    assertThat(PRESENTED.attempt()).contains(FIRST);
    assertThat(PROBED.attempt()).contains(PROBE);
    assertThat(UNSPENT.attempt()).isEmpty();
    assertThat(ENDED.attempt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,4", "9,256", "10,300", "99,300"})
  void setbacks_double_the_wait_to_five_minutes_at_most(int count, long seconds) {
    var setback = Setback.NONE;
    for (int i = 0; i < count; i++) {
      setback = setback.andAnother(ERROR, Duration.ZERO, NOON);
    }
    assertThat(setback).isEqualTo(new Setback(count, NOON.plusSeconds(seconds), ERROR));
  }

  @Test
  void the_platform_may_want_a_longer_wait() {
    assertThat(Setback.NONE.andAnother(ERROR, Duration.ofHours(1), NOON).notBefore())
        .isEqualTo(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void no_secret_of_a_grant_is_ever_printed() {
    assertThat(PROBED.toString()).contains("ou_ann").doesNotContain("token-first");
  }

  @Test
  void a_valid_token_that_cannot_be_renewed_is_lent_as_it_is() {
    var policy = TokenPolicy.STANDARD;
    var lastMinute = OVER.minusSeconds(60);
    for (var grant : new Grant.Held[] {ENDED, Samples.with(Samples.unrefreshable())}) {
      assertThat(policy.judge(grant, Duration.ofHours(1), lastMinute))
          .isEqualTo(new Verdict.Lease(Duration.ofMinutes(1)));
      assertThat(policy.judge(grant, Duration.ZERO, OVER)).isEqualTo(new Verdict.AskAgain());
    }
  }

  @Test
  void what_may_still_be_renewed_is_renewed_first() {
    var policy = TokenPolicy.STANDARD;
    assertThat(policy.judge(PRESENTED, Duration.ZERO, OVER)).isEqualTo(new Verdict.RefreshFirst());
    assertThat(policy.judge(PROBED, Duration.ofHours(1), LATE))
        .isEqualTo(new Verdict.RefreshFirst());
    assertThat(policy.judge(UNSPENT, Duration.ZERO, NOON.plus(Duration.ofDays(7))))
        .isEqualTo(new Verdict.AskAgain());
  }
}
