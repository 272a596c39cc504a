package dev.larkspur.application.token.port;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.token.port.TokenBudget.Permits;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What every budget keeps to; the pace is 50 a second and 1,000 a minute. */
public interface TokenBudgetContract extends StoreContract {
  /** Rounding of stored times, over a whole test. */
  Duration ROUNDING = Duration.ofMillis(1);

  private static void assertBothLimitsHold(List<Instant> calls) {
    var sorted = calls.stream().sorted().toList();
    for (int first = 0; first < sorted.size(); first++) {
      assertThat(within(sorted, first, Duration.ofSeconds(1))).isLessThanOrEqualTo(50);
      assertThat(within(sorted, first, Duration.ofMinutes(1))).isLessThanOrEqualTo(1_000);
    }
  }

  /** How many calls there are in the window that begins with this one. */
  private static int within(List<Instant> sorted, int first, Duration window) {
    var end = sorted.get(first).plus(window);
    int next = first;
    while (next < sorted.size() && sorted.get(next).isBefore(end)) {
      next++;
    }
    return next - first;
  }

  private static void call(List<Instant> calls, Permits permits, int used) {
    for (int i = 0; i < used; i++) {
      calls.add(permits.at(i));
    }
  }

  private static void drain(TokenBudget budget, Purpose purpose, Instant now) {
    while (budget.take(APP, purpose, 50, InstantSource.fixed(now)).count() > 0) {
      // until there is none
    }
  }

  @Test
  default void however_greedily_it_is_drawn_both_limits_hold_in_every_window() {
    var calls = drawnForTwoMinutes(_ -> Purpose.AWAITED_REFRESH);
    assertBothLimitsHold(calls);
    assertThat(calls).hasSizeGreaterThan(1_900);
  }

  @Test
  default void refreshes_ahead_alone_may_use_nearly_all_of_the_minute() {
    var calls = drawnForTwoMinutes(_ -> Purpose.REFRESH_AHEAD);
    assertBothLimitsHold(calls);
    assertThat(calls).hasSizeGreaterThan(1_900);
  }

  @Test
  default void however_greedily_all_draw_at_once_both_limits_hold_in_every_window() {
    var random = new Random(11);
    var purposes = Purpose.values();
    assertBothLimitsHold(drawnForTwoMinutes(_ -> purposes[random.nextInt(purposes.length)]));
    assertBothLimitsHold(drawnForTwoMinutes(tick -> purposes[(tick / 20) % purposes.length]));
  }

  /** Ten times a second, by whomever {@code who} names. */
  private List<Instant> drawnForTwoMinutes(IntFunction<Purpose> who) {
    var budget = empty(new MutableClock(NOON)).budget();
    var calls = new ArrayList<Instant>();
    for (int tick = 0; tick < 1_200; tick++) {
      var permits =
          budget.take(APP, who.apply(tick), 50, InstantSource.fixed(NOON.plusMillis(100L * tick)));
      call(calls, permits, permits.count());
    }
    return calls;
  }

  @Test
  default void whatever_is_given_back_both_limits_hold_in_every_window() {
    var budget = empty(new MutableClock(NOON)).budget();
    var random = new Random(13);
    var purposes = Purpose.values();
    var calls = new ArrayList<Instant>();
    for (int tick = 0; tick < 2_000; tick++) { // one holds some for a moment, others draw meanwhile
      var now = NOON.plusMillis(37L * tick);
      var held =
          budget.take(
              APP, purposes[random.nextInt(4)], 1 + random.nextInt(6), InstantSource.fixed(now));
      for (int others = random.nextInt(3); others > 0; others--) {
        var theirs =
            budget.take(
                APP, purposes[random.nextInt(4)], 4, InstantSource.fixed(now.plusMillis(others)));
        call(calls, theirs, theirs.count());
      }
      int unused = random.nextInt(held.count() + 1);
      call(calls, held, held.count() - unused);
      budget.giveBack(APP, held, unused);
    }
    assertBothLimitsHold(calls);
  }

  @Test
  default void refreshes_ahead_get_even_slots_and_take_nothing_from_the_burst() {
    var budget = empty(new MutableClock(NOON)).budget();
    var slots = budget.take(APP, Purpose.REFRESH_AHEAD, 50, InstantSource.fixed(NOON));
    assertThat(slots.count()).isBetween(2, 10); // a quarter of a second of them
    assertThat(slots.first()).isEqualTo(NOON);
    assertThat(slots.spacing()).isEqualTo(PACE.interval());
    var none = budget.take(APP, Purpose.REFRESH_AHEAD, 50, InstantSource.fixed(NOON));
    assertThat(none.count()).isZero();
    assertThat(none.first()).isAfter(NOON).isBefore(NOON.plus(PACE.interval()));
    var next =
        budget.take(
            APP, Purpose.REFRESH_AHEAD, 50, InstantSource.fixed(none.first().plus(ROUNDING)));
    assertThat(next.count()).isOne();
    assertThat(next.first())
        .isBetween(slots.at(slots.count()), slots.at(slots.count()).plus(ROUNDING));
  }

  @Test
  default void who_waits_is_served_at_once_though_refreshes_ahead_take_all_they_can() {
    var budget = empty(new MutableClock(NOON)).budget();
    for (int tick = 0; tick < 100; tick++) {
      drain(budget, Purpose.REFRESH_AHEAD, NOON.plusMillis(50L * tick));
    }
    var permits =
        budget.take(APP, Purpose.AWAITED_REFRESH, 20, InstantSource.fixed(NOON.plusSeconds(5)));
    assertThat(permits.count()).isEqualTo(20);
    assertThat(permits.at(19)).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  default void who_waits_gets_a_slot_though_the_bucket_is_empty() {
    var budget = empty(new MutableClock(NOON)).budget();
    assertThat(budget.take(APP, Purpose.AWAITED_REFRESH, 50, InstantSource.fixed(NOON)).count())
        .isEqualTo(PACE.burst());
    var slot = budget.take(APP, Purpose.AWAITED_REFRESH, 1, InstantSource.fixed(NOON));
    assertThat(slot.count()).isOne();
    assertThat(slot.first())
        .isBetween(NOON.plus(PACE.interval()), NOON.plus(PACE.interval().multipliedBy(2)));
    assertThat(budget.take(APP, Purpose.POLL, 1, InstantSource.fixed(NOON)).count()).isZero();
  }

  @Test
  default void at_a_fast_pace_too_the_urgent_are_served_though_refreshes_ahead_take_all_they_can() {
    var pace = Pace.within(500, 30_000);
    var filledAt = NOON;
    for (var urgent : List.of(Purpose.POLL, Purpose.EXCHANGE, Purpose.AWAITED_REFRESH)) {
      while (true) { // until there is none
        var ahead = pace.permits(Purpose.REFRESH_AHEAD, filledAt, NOON, 50);
        if (ahead.count() == 0) {
          break;
        }
        filledAt = ahead.fullAt();
      }
      var served = pace.permits(urgent, filledAt, NOON, 1);
      assertThat(served.count()).isOne();
      assertThat(served.first()).isBefore(NOON.plusMillis(120));
    }
  }

  @Test
  default void polls_leave_room_for_exchanges_and_those_for_refreshes() {
    var budget = empty(new MutableClock(NOON)).budget();
    drain(budget, Purpose.POLL, NOON);
    assertThat(budget.take(APP, Purpose.POLL, 1, InstantSource.fixed(NOON)).count()).isZero();
    assertThat(budget.take(APP, Purpose.EXCHANGE, 1, InstantSource.fixed(NOON)).count()).isOne();
    drain(budget, Purpose.EXCHANGE, NOON);
    assertThat(budget.take(APP, Purpose.AWAITED_REFRESH, 1, InstantSource.fixed(NOON)).count())
        .isOne();
    drain(budget, Purpose.AWAITED_REFRESH, NOON);
    assertThat(budget.take(APP, Purpose.REFRESH_AHEAD, 1, InstantSource.fixed(NOON)).count())
        .isZero();
  }

  @Test
  default void who_gets_none_is_told_when_there_is_one_again() {
    for (var purpose : Purpose.values()) {
      var budget = empty(new MutableClock(NOON)).budget();
      drain(budget, purpose, NOON);
      var none = budget.take(APP, purpose, 1, InstantSource.fixed(NOON));
      var again = none.first();
      assertThat(budget.take(APP, purpose, 1, InstantSource.fixed(again.minus(ROUNDING))).count())
          .isZero();
      assertThat(budget.take(APP, purpose, 1, InstantSource.fixed(again.plus(ROUNDING))).count())
          .isOne();
    }
  }

  @Test
  default void what_is_given_back_can_be_taken_again() {
    var budget = empty(new MutableClock(NOON)).budget();
    var polls = budget.take(APP, Purpose.POLL, 10, InstantSource.fixed(NOON));
    budget.giveBack(APP, polls, 4);
    assertThat(budget.take(APP, Purpose.AWAITED_REFRESH, 50, InstantSource.fixed(NOON)).count())
        .isEqualTo(PACE.burst() - 6);
  }

  @Test
  default void what_is_given_back_after_others_took_some_is_lost() {
    var budget = empty(new MutableClock(NOON)).budget();
    var polls = budget.take(APP, Purpose.POLL, 10, InstantSource.fixed(NOON));
    drain(budget, Purpose.AWAITED_REFRESH, NOON);
    budget.giveBack(APP, polls, 4);
    assertThat(budget.take(APP, Purpose.AWAITED_REFRESH, 50, InstantSource.fixed(NOON)).count())
        .isZero();
  }

  /** The slots keep their times: whoever moved up in front of them would be one too many. */
  @Test
  default void what_is_given_back_in_front_of_slots_lets_nobody_through_twice() {
    var budget = empty(new MutableClock(NOON)).budget();
    var calls = new ArrayList<Instant>();
    var now = NOON;
    for (int i = 0; i < 4; i++) {
      var held = budget.take(APP, Purpose.AWAITED_REFRESH, 4, InstantSource.fixed(now));
      var slots = budget.take(APP, Purpose.REFRESH_AHEAD, 1, InstantSource.fixed(now));
      call(calls, slots, slots.count());
      budget.giveBack(APP, held, held.count());
      now = now.plus(PACE.interval());
    }
    for (int i = 0; i < 1_000; i++) {
      var permits =
          budget.take(APP, Purpose.AWAITED_REFRESH, 50, InstantSource.fixed(now.plusMillis(i)));
      call(calls, permits, permits.count());
    }
    assertBothLimitsHold(calls);
  }

  @Test
  default void slots_that_are_given_back_can_be_taken_again() {
    var budget = empty(new MutableClock(NOON)).budget();
    var slots = budget.take(APP, Purpose.REFRESH_AHEAD, 2, InstantSource.fixed(NOON));
    budget.giveBack(APP, slots, 1);
    var again = budget.take(APP, Purpose.REFRESH_AHEAD, 50, InstantSource.fixed(NOON));
    assertThat(again.first()).isEqualTo(slots.at(1));
    assertThat(again.count()).isOne();
  }

  @Test
  default void apps_do_not_share_a_budget() {
    var budget = empty(new MutableClock(NOON)).budget();
    drain(budget, Purpose.AWAITED_REFRESH, NOON);
    assertThat(
            budget.take(OTHER_APP, Purpose.AWAITED_REFRESH, 1, InstantSource.fixed(NOON)).count())
        .isOne();
  }

  @Test
  default void many_at_once_get_no_more_than_one_alone() throws Exception {
    var budget = empty(new MutableClock(NOON)).budget();
    var each =
        Race.of(32, () -> budget.take(APP, Purpose.AWAITED_REFRESH, 3, InstantSource.fixed(NOON)));
    assertThat(each.stream().filter(p -> p.first().equals(NOON)).mapToInt(Permits::count).sum())
        .isEqualTo(PACE.burst());
  }

  @Test
  default void no_two_get_the_same_slot() throws Exception {
    var budget = empty(new MutableClock(NOON)).budget();
    var each =
        Race.of(32, () -> budget.take(APP, Purpose.REFRESH_AHEAD, 1, InstantSource.fixed(NOON)));
    assertThat(each.stream().filter(p -> p.count() > 0).map(Permits::first))
        .hasSizeGreaterThan(1)
        .doesNotHaveDuplicates();
  }

  @Test
  default void a_pause_grants_nothing_and_is_not_shortened() {
    var budget = empty(new MutableClock(NOON)).budget();
    budget.pause(APP, NOON.plusSeconds(10));
    budget.pause(APP, NOON.plusSeconds(5));
    for (var purpose : Purpose.values()) {
      var none = budget.take(APP, purpose, 1, InstantSource.fixed(NOON.plusSeconds(9)));
      assertThat(none.count()).isZero();
      assertThat(none.first()).isEqualTo(NOON.plusSeconds(10));
    }
    assertThat(
            budget
                .take(APP, Purpose.AWAITED_REFRESH, 1, InstantSource.fixed(NOON.plusSeconds(10)))
                .count())
        .isOne();
  }

  @Test
  default void an_instance_whose_clock_is_behind_gets_nothing_extra() {
    var budget = empty(new MutableClock(NOON)).budget();
    drain(budget, Purpose.AWAITED_REFRESH, NOON);
    for (var purpose : Purpose.values()) {
      assertThat(budget.take(APP, purpose, 50, InstantSource.fixed(NOON.minusSeconds(30))).count())
          .isZero();
    }
    assertThat(budget.take(APP, Purpose.AWAITED_REFRESH, 50, InstantSource.fixed(NOON)).count())
        .isZero();
  }
}
