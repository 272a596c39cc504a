package dev.larkspur.domain.token;

import static dev.larkspur.domain.token.Samples.ANN;
import static dev.larkspur.domain.token.Samples.CONSENT;
import static dev.larkspur.domain.token.Samples.ENDED;
import static dev.larkspur.domain.token.Samples.EPOCH;
import static dev.larkspur.domain.token.Samples.ERROR;
import static dev.larkspur.domain.token.Samples.LATE;
import static dev.larkspur.domain.token.Samples.NOON;
import static dev.larkspur.domain.token.Samples.PAIR;
import static dev.larkspur.domain.token.Samples.PRESENTED;
import static dev.larkspur.domain.token.Samples.PROBE;
import static dev.larkspur.domain.token.Samples.PROBED;
import static dev.larkspur.domain.token.Samples.UNSPENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Unspent;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RenewalScheduleTest {
  private static final Duration COOL_DOWN = Duration.ofHours(24);
  private static final RenewalSchedule SCHEDULE = new RenewalSchedule(COOL_DOWN);

  /** From here on a tenth of the access token's life is left. */
  private static final Instant LAST_TENTH = NOON.plus(Duration.ofMinutes(108));

  private static final Duration HALF = Duration.ofHours(84); // of the refresh token's seven days

  private static Instant due(Held grant) {
    return SCHEDULE.dueAt(grant).orElseThrow();
  }

  private static Stream<Held> thousand() {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> new Person(ANN.app(), new OpenId("ou_" + i)))
        .map(person -> Held.fresh(person, CONSENT, PAIR, EPOCH));
  }

  @Test
  void a_grant_in_use_is_renewed_early_in_the_last_tenth_of_its_tokens_life() {
    var spread = Duration.ofSeconds(144); // a fiftieth of the life
    assertThat(thousand().map(Held::lookedUp).map(RenewalScheduleTest::due))
        .allMatch(at -> !at.isBefore(LAST_TENTH) && at.isBefore(LAST_TENTH.plus(spread)));
  }

  @Test
  void an_idle_grant_is_renewed_at_half_of_its_refresh_tokens_life_and_no_later() {
    var spread = HALF.dividedBy(50);
    assertThat(thousand().map(RenewalScheduleTest::due))
        .allMatch(at -> !at.isAfter(NOON.plus(HALF)) && at.isAfter(NOON.plus(HALF).minus(spread)));
  }

  @Test
  void those_who_consented_together_are_not_renewed_together() {
    var seconds = thousand().map(Held::lookedUp).map(g -> due(g).getEpochSecond());
    assertThat(seconds.distinct().count()).isGreaterThan(100);
    var early =
        thousand().map(Held::lookedUp).filter(g -> due(g).isBefore(LAST_TENTH.plusSeconds(72)));
    assertThat(early.count()).isBetween(400L, 600L);
  }

  @Test
  void the_same_grant_is_due_at_the_same_time_whoever_asks() {
    assertThat(due(UNSPENT)).isEqualTo(due(Samples.with(PAIR)));
    var next = Held.fresh(ANN, CONSENT, PAIR, EPOCH + 1);
    assertThat(due(next)).isNotEqualTo(due(UNSPENT));
  }

  @Test
  void a_grant_in_use_whose_refresh_token_is_short_lived_is_renewed_at_half_of_that() {
    var refresh = new RefreshToken(new Secret("eyJ-short"), NOON.plus(Duration.ofHours(3)));
    var pair = new TokenPair(PAIR.access(), NOON, PAIR.expiresAt(), refresh, PAIR.scopes());
    assertThat(due(Samples.with(pair).lookedUp()))
        .isBetween(NOON.plus(Duration.ofMinutes(88)), NOON.plus(Duration.ofMinutes(90)));
  }

  @Test
  void without_a_refresh_token_nothing_is_ever_due() {
    assertThat(SCHEDULE.dueAt(Samples.with(Samples.unrefreshable()))).isEmpty();
  }

  @Test
  void what_was_turned_away_is_due_again_after_its_backoff() {
    var far = NOON.plus(Duration.ofDays(5));
    assertThat(due(UNSPENT.with(new Unspent(new Setback(1, far, ERROR))))).isEqualTo(far);
    var near = UNSPENT.with(new Unspent(new Setback(1, NOON, ERROR)));
    assertThat(due(near)).isEqualTo(due(UNSPENT));
  }

  @Test
  void a_presentation_is_due_for_its_probe_in_the_last_tenth_and_not_before_its_answer_is_lost() {
    assertThat(due(PRESENTED)).isEqualTo(LAST_TENTH);
    var late = UNSPENT.with(new Presented(PROBE, Setback.NONE));
    assertThat(due(late)).isEqualTo(PROBE.until());
    var waits = new Setback(1, LATE.plusSeconds(90), ERROR);
    assertThat(due(UNSPENT.with(new Presented(PROBE, waits)))).isEqualTo(LATE.plusSeconds(90));
  }

  @Test
  void what_was_probed_or_ended_is_never_due() {
    assertThat(SCHEDULE.dueAt(PROBED)).isEmpty();
    assertThat(SCHEDULE.dueAt(ENDED)).isEmpty();
  }

  @Test
  void the_deadline_is_when_whoever_uses_it_would_be_without() {
    assertThat(RenewalSchedule.deadline(UNSPENT.lookedUp())).isEqualTo(PAIR.expiresAt());
    assertThat(RenewalSchedule.deadline(UNSPENT)).isEqualTo(NOON.plus(Duration.ofDays(7)));
    assertThat(RenewalSchedule.deadline(Samples.with(Samples.unrefreshable())))
        .isEqualTo(PAIR.expiresAt());
  }

  @Test
  void the_person_is_asked_when_the_grant_ends_unless_that_is_of_no_use() {
    assertThat(SCHEDULE.askAt(ENDED)).contains(NOON);
    for (var why : Ending.values()) {
      var ended = UNSPENT.with(new Ended(why, LATE, ERROR));
      assertThat(SCHEDULE.askAt(ended).isPresent()).isEqualTo(why != Ending.PERSON_INACTIVE);
    }
  }

  @Test
  void the_person_is_asked_when_both_answers_are_lost_and_the_token_is_over() {
    assertThat(SCHEDULE.askAt(PROBED)).contains(PAIR.expiresAt());
    var end = PAIR.expiresAt();
    var last = new Attempt(PROBE.id(), EPOCH, "one", end, end.plusSeconds(60));
    assertThat(SCHEDULE.askAt(UNSPENT.with(new Renewal.Probed(last, ERROR))))
        .contains(end.plusSeconds(60));
  }

  @Test
  void the_person_is_asked_when_a_token_in_use_ends_that_cannot_be_renewed() {
    var bare = Samples.with(Samples.unrefreshable());
    assertThat(SCHEDULE.askAt(bare)).isEmpty();
    assertThat(SCHEDULE.askAt(bare.lookedUp())).contains(PAIR.expiresAt());
    assertThat(SCHEDULE.askAt(UNSPENT.lookedUp())).isEmpty();
    assertThat(SCHEDULE.askAt(PRESENTED)).isEmpty();
  }

  @Test
  void the_person_is_not_asked_twice_for_the_same_and_never_within_the_cool_down() {
    assertThat(SCHEDULE.askAt(ENDED.asked(NOON))).isEmpty();
    assertThat(SCHEDULE.askAt(ENDED.asked(NOON.plusSeconds(1)))).isEmpty();
    var before = NOON.minusSeconds(60);
    assertThat(SCHEDULE.askAt(ENDED.asked(before))).contains(before.plus(COOL_DOWN));
    var longBefore = NOON.minus(COOL_DOWN).minusSeconds(1);
    assertThat(SCHEDULE.askAt(ENDED.asked(longBefore))).contains(NOON);
  }
}
