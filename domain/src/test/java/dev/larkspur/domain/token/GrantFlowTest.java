package dev.larkspur.domain.token;

import static dev.larkspur.domain.token.GrantRefusal.ENDED;
import static dev.larkspur.domain.token.GrantRefusal.IN_FLIGHT;
import static dev.larkspur.domain.token.GrantRefusal.NOT_REFRESHABLE;
import static dev.larkspur.domain.token.GrantRefusal.NOT_YET;
import static dev.larkspur.domain.token.GrantRefusal.REVOKED;
import static dev.larkspur.domain.token.GrantRefusal.SUPERSEDED;
import static dev.larkspur.domain.token.GrantRefusal.UNCERTAIN;
import static dev.larkspur.domain.token.Samples.ANN;
import static dev.larkspur.domain.token.Samples.ATTEMPT;
import static dev.larkspur.domain.token.Samples.CONSENT;
import static dev.larkspur.domain.token.Samples.EPOCH;
import static dev.larkspur.domain.token.Samples.ERROR;
import static dev.larkspur.domain.token.Samples.FIRST;
import static dev.larkspur.domain.token.Samples.FRESH;
import static dev.larkspur.domain.token.Samples.LATE;
import static dev.larkspur.domain.token.Samples.NEXT;
import static dev.larkspur.domain.token.Samples.NOON;
import static dev.larkspur.domain.token.Samples.PAIR;
import static dev.larkspur.domain.token.Samples.PRESENTED;
import static dev.larkspur.domain.token.Samples.PROBE;
import static dev.larkspur.domain.token.Samples.PROBED;
import static dev.larkspur.domain.token.Samples.STRANGE;
import static dev.larkspur.domain.token.Samples.UNSPENT;
import static dev.larkspur.domain.token.Samples.refused;
import static dev.larkspur.domain.token.Samples.turnedAway;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantCommand.AskedAnew;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.NoAnswer;
import dev.larkspur.domain.token.GrantCommand.Refused;
import dev.larkspur.domain.token.GrantCommand.Renew;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import dev.larkspur.domain.token.GrantCommand.RevokeConsent;
import dev.larkspur.domain.token.GrantCommand.TurnedAway;
import dev.larkspur.domain.token.GrantDecision.Advance;
import dev.larkspur.domain.token.GrantDecision.Orphan;
import dev.larkspur.domain.token.GrantDecision.Refuse;
import dev.larkspur.domain.token.GrantDecision.Stay;
import dev.larkspur.domain.token.GrantDecision.Withdraw;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Probed;
import dev.larkspur.domain.token.Renewal.Unspent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrantFlowTest {
  private static final Renew RENEW = new Renew(new Need.Lasting(Duration.ofDays(1)), FRESH);
  private static final Attempt OURS =
      new Attempt(FRESH.id(), EPOCH, FRESH.owner(), FRESH.startedAt(), FRESH.until());

  private static GrantDecision on(Grant grant, GrantCommand command) {
    return GrantFlow.decide(grant, command, NOON);
  }

  private static Held held(GrantDecision decision) {
    return ((Advance) decision).grant();
  }

  @Test
  void who_wants_a_new_pair_presents_the_refresh_token_under_the_grants_epoch() {
    assertThat(on(UNSPENT, RENEW))
        .isEqualTo(new Advance(UNSPENT.with(new Presented(OURS, Setback.NONE))));
  }

  @Test
  void a_pair_that_serves_is_not_renewed() {
    var minute = new Renew(new Need.Lasting(Duration.ofMinutes(1)), FRESH);
    var lastMinute = PAIR.expiresAt().minusSeconds(60);
    assertThat(GrantFlow.decide(UNSPENT, minute, lastMinute)).isEqualTo(new Stay(UNSPENT));
    assertThat(GrantFlow.decide(UNSPENT, minute, lastMinute.plusNanos(1)))
        .isInstanceOf(Advance.class);
    var any = new Renew(new Need.Lasting(Duration.ZERO), FRESH);
    assertThat(GrantFlow.decide(UNSPENT, any, PAIR.expiresAt())).isInstanceOf(Advance.class);
    assertThat(on(UNSPENT, new Renew(new Need.Newer(EPOCH - 1), FRESH)))
        .isEqualTo(new Stay(UNSPENT));
    assertThat(on(UNSPENT, new Renew(new Need.Newer(EPOCH), FRESH))).isInstanceOf(Advance.class);
  }

  @Test
  void ahead_of_need_a_pair_is_renewed_when_the_schedule_says_so() {
    var schedule = new RenewalSchedule(Duration.ofHours(1));
    var due = schedule.dueAt(UNSPENT).orElseThrow();
    var renew = new Renew(new Need.Due(schedule), FRESH);
    assertThat(GrantFlow.decide(UNSPENT, renew, due.minusNanos(1))).isEqualTo(new Stay(UNSPENT));
    assertThat(GrantFlow.decide(UNSPENT, renew, due)).isInstanceOf(Advance.class);
    assertThat(GrantFlow.decide(Samples.ENDED, renew, due)).isEqualTo(new Stay(Samples.ENDED));
  }

  @Test
  void while_an_answer_may_come_nobody_else_presents() {
    var last = NOON.plus(ATTEMPT).minusNanos(1);
    assertThat(GrantFlow.decide(PRESENTED, RENEW, last))
        .isEqualTo(new Refuse(IN_FLIGHT, PRESENTED));
    assertThat(GrantFlow.decide(PROBED, RENEW, LATE.plus(ATTEMPT).minusNanos(1)))
        .isEqualTo(new Refuse(IN_FLIGHT, PROBED));
  }

  @Test
  void a_lost_answer_is_probed_once_in_the_last_tenth_of_the_tokens_life() {
    var lastTenth = NOON.plus(Duration.ofMinutes(108));
    assertThat(GrantFlow.decide(PRESENTED, RENEW, NOON.plus(ATTEMPT)))
        .isEqualTo(new Refuse(UNCERTAIN, PRESENTED));
    assertThat(GrantFlow.decide(PRESENTED, RENEW, lastTenth.minusNanos(1)))
        .isEqualTo(new Refuse(UNCERTAIN, PRESENTED));
    assertThat(GrantFlow.decide(PRESENTED, RENEW, lastTenth))
        .isEqualTo(new Advance(PRESENTED.with(new Probed(OURS, null))));
    assertThat(GrantFlow.decide(PROBED, RENEW, LATE.plus(ATTEMPT)))
        .isEqualTo(new Refuse(UNCERTAIN, PROBED));
    assertThat(GrantFlow.decide(PROBED, RENEW, PAIR.expiresAt()))
        .isEqualTo(new Refuse(UNCERTAIN, PROBED));
  }

  @Test
  void a_refresh_token_whose_time_is_over_ends_the_grant_unpresented() {
    var over = NOON.plus(Duration.ofDays(7));
    assertThat(GrantFlow.decide(UNSPENT, RENEW, over))
        .isEqualTo(new Advance(UNSPENT.with(new Ended(Ending.EXPIRED, over, null))));
    var tried = UNSPENT.with(new Unspent(new Setback(4, NOON, ERROR)));
    assertThat(held(GrantFlow.decide(tried, RENEW, over)).renewal().error()).isEqualTo(ERROR);
  }

  @Test
  void without_a_refresh_token_there_is_nothing_to_present() {
    var bare = Samples.with(Samples.unrefreshable());
    assertThat(on(bare, RENEW)).isEqualTo(new Refuse(NOT_REFRESHABLE, bare));
  }

  @Test
  void what_ended_or_was_withdrawn_is_not_presented() {
    assertThat(on(Samples.ENDED, RENEW)).isEqualTo(new Refuse(ENDED, Samples.ENDED));
    assertThat(on(Samples.REVOKED, RENEW)).isEqualTo(new Refuse(REVOKED, Samples.REVOKED));
  }

  @Test
  void the_next_pair_has_the_next_epoch_and_an_unspent_token() {
    var asked = PRESENTED.lookedUp().asked(NOON);
    assertThat(on(asked, new Renewed(FIRST, NEXT)))
        .isEqualTo(
            new Advance(new Held(ANN, CONSENT, NEXT, EPOCH + 1, false, Unspent.UNTOUCHED, NOON)));
  }

  @Test
  void an_answer_that_names_no_scopes_leaves_them_as_they_were() {
    var silent = new TokenPair(NEXT.access(), NOON, NEXT.expiresAt(), NEXT.refresh(), Scopes.NONE);
    assertThat(held(on(PRESENTED, new Renewed(FIRST, silent))).pair())
        .isEqualTo(
            new TokenPair(NEXT.access(), NOON, NEXT.expiresAt(), NEXT.refresh(), PAIR.scopes()));
    var fewer =
        new TokenPair(NEXT.access(), NOON, NEXT.expiresAt(), NEXT.refresh(), Scopes.of("a"));
    assertThat(held(on(PRESENTED, new Renewed(FIRST, fewer))).pair().scopes())
        .isEqualTo(Scopes.of("a"));
  }

  @Test
  void T10_a_pair_of_an_older_consent_replaces_nothing() {
    var newer = Held.fresh(ANN, new Consent(new UUID(6, 6), NOON), PAIR, EPOCH + 1);
    assertThat(on(newer, new Renewed(FIRST, NEXT))).isEqualTo(new Refuse(SUPERSEDED, newer));
  }

  @Test
  void T10_a_pair_that_comes_after_the_withdrawal_revives_nothing_and_is_revoked_too() {
    assertThat(on(Samples.REVOKED, new Renewed(FIRST, NEXT)))
        .isEqualTo(new Orphan(Samples.REVOKED, NEXT));
    assertThat(on(Samples.REVOKED, refused(FIRST)))
        .isEqualTo(new Refuse(SUPERSEDED, Samples.REVOKED));
  }

  @Test
  void a_pair_that_was_stored_and_not_confirmed_is_stored_once() {
    var stored = held(on(PRESENTED, new Renewed(FIRST, NEXT)));
    assertThat(on(stored, new Renewed(FIRST, NEXT))).isEqualTo(new Stay(stored));
    assertThat(on(stored, new Renewed(FIRST, PAIR))).isEqualTo(new Refuse(SUPERSEDED, stored));
  }

  @Test
  void T4_the_loser_of_a_race_ends_nothing() {
    var won = held(on(PRESENTED, new Renewed(FIRST, NEXT)));
    assertThat(on(won, refused(FIRST))).isEqualTo(new Refuse(SUPERSEDED, won));
    assertThat(on(PRESENTED, refused(STRANGE))).isEqualTo(new Refuse(SUPERSEDED, PRESENTED));
    assertThat(on(PROBED, refused(FIRST))).isEqualTo(new Refuse(SUPERSEDED, PROBED));
  }

  @Test
  void what_was_turned_away_is_unspent_and_waits() {
    var turned = held(on(PRESENTED, turnedAway(FIRST)));
    assertThat(turned.renewal()).isEqualTo(new Unspent(new Setback(1, NOON.plusSeconds(1), ERROR)));
    assertThat(on(turned, RENEW)).isEqualTo(new Refuse(NOT_YET, turned));
    var again = held(GrantFlow.decide(turned, RENEW, NOON.plusSeconds(1)));
    var twice = held(GrantFlow.decide(again, turnedAway(OURS), NOON.plusSeconds(1)));
    assertThat(twice.renewal()).isEqualTo(new Unspent(new Setback(2, NOON.plusSeconds(3), ERROR)));
  }

  @Test
  void T9_a_lost_answer_is_never_thought_unpresented() {
    var lost = held(GrantFlow.decide(PRESENTED, new NoAnswer(FIRST, ERROR), NOON.plusSeconds(5)));
    assertThat(lost.isUncertain(NOON.plusSeconds(5))).isTrue();
    assertThat(lost.renewal().error()).isEqualTo(ERROR);
    assertThat(GrantFlow.decide(lost, RENEW, NOON.plusSeconds(6)))
        .isEqualTo(new Refuse(UNCERTAIN, lost));
  }

  @Test
  void near_the_end_of_the_token_a_lost_answer_may_still_come_for_half_a_minute() {
    var late = UNSPENT.with(new Presented(PROBE, Setback.NONE));
    var lost = held(GrantFlow.decide(late, new NoAnswer(PROBE, ERROR), LATE));
    assertThat(GrantFlow.decide(lost, RENEW, LATE.plusSeconds(30).minusNanos(1)))
        .isEqualTo(new Refuse(UNCERTAIN, lost));
    assertThat(held(GrantFlow.decide(lost, RENEW, LATE.plusSeconds(30))).renewal())
        .isInstanceOf(Probed.class);
  }

  @Test
  void a_probe_that_was_turned_away_may_be_made_again_but_no_first_presentation() {
    var turned = held(GrantFlow.decide(PROBED, turnedAway(PROBE), LATE));
    assertThat(turned.isUncertain(LATE)).isTrue();
    assertThat(turned.renewal().error()).isEqualTo(ERROR);
    assertThat(GrantFlow.decide(turned, RENEW, LATE.plusSeconds(30).minusNanos(1)))
        .isEqualTo(new Refuse(UNCERTAIN, turned));
    assertThat(held(GrantFlow.decide(turned, RENEW, LATE.plusSeconds(30))).renewal())
        .isInstanceOf(Probed.class);
    var minute = new TurnedAway(PROBE, ERROR, Duration.ofMinutes(1));
    var longer = held(GrantFlow.decide(PROBED, minute, LATE));
    assertThat(GrantFlow.decide(longer, RENEW, LATE.plusSeconds(59)))
        .isEqualTo(new Refuse(UNCERTAIN, longer));
  }

  @Test
  void a_probe_turned_away_of_which_the_store_is_told_twice_is_not_thought_unpresented() {
    var turned = held(GrantFlow.decide(PROBED, turnedAway(PROBE), LATE));
    assertThat(GrantFlow.decide(turned, turnedAway(PROBE), LATE.plusSeconds(1)))
        .isEqualTo(new Refuse(SUPERSEDED, turned));
  }

  @Test
  void a_probe_whose_answer_is_lost_too_is_the_last() {
    var lost = held(GrantFlow.decide(PROBED, new NoAnswer(PROBE, ERROR), LATE.plusSeconds(5)));
    assertThat(lost.isRefreshable(LATE.plusSeconds(5))).isFalse();
    assertThat(lost.renewal().error()).isEqualTo(ERROR);
    assertThat(GrantFlow.decide(lost, RENEW, LATE.plusSeconds(99)))
        .isEqualTo(new Refuse(UNCERTAIN, lost));
  }

  @Test
  void a_refusal_ends_the_grant_and_says_why() {
    var ended = new Ended(Ending.REVOKED_AT_PLATFORM, NOON, ERROR);
    assertThat(on(PRESENTED, new Refused(FIRST, Ending.REVOKED_AT_PLATFORM, ERROR)))
        .isEqualTo(new Advance(PRESENTED.with(ended)));
    assertThat(on(PROBED, new Refused(PROBE, Ending.REVOKED_AT_PLATFORM, ERROR)))
        .isEqualTo(new Advance(PROBED.with(ended)));
  }

  @Test
  void the_first_lookup_of_a_pair_is_noted_and_no_other() {
    var wanted = held(on(UNSPENT, new LookedUp()));
    assertThat(wanted).isEqualTo(UNSPENT.lookedUp());
    assertThat(on(wanted, new LookedUp())).isEqualTo(new Stay(wanted));
  }

  @Test
  void that_the_person_was_asked_is_kept_with_the_grant() {
    assertThat(on(Samples.ENDED, new AskedAnew(LATE)))
        .isEqualTo(new Advance(Samples.ENDED.asked(LATE)));
  }

  @Test
  void T18_what_is_withdrawn_is_to_be_revoked_at_the_platform() {
    for (var grant : Samples.GRANTS.subList(0, 4)) {
      assertThat(on(grant, new Revoke()))
          .isEqualTo(new Withdraw(new Revoked(ANN, CONSENT, EPOCH + 1, NOON), PAIR));
    }
    assertThat(on(Samples.REVOKED, new Revoke())).isEqualTo(new Stay(Samples.REVOKED));
  }

  @Test
  void a_person_withdraws_what_they_consented_to_and_nothing_newer() {
    var other = new RevokeConsent(new Consent(new UUID(6, 6), NOON));
    assertThat(on(UNSPENT, other)).isEqualTo(new Refuse(SUPERSEDED, UNSPENT));
    assertThat(on(Samples.REVOKED, other)).isEqualTo(new Refuse(SUPERSEDED, Samples.REVOKED));
    var atAnotherTime = new RevokeConsent(new Consent(CONSENT.session(), Instant.EPOCH));
    assertThat(on(UNSPENT, atAnotherTime)).isInstanceOf(Withdraw.class);
    assertThat(on(Samples.REVOKED, atAnotherTime)).isEqualTo(new Stay(Samples.REVOKED));
  }
}
