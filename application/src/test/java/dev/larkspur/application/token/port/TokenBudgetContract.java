package dev.larkspur.application.token.port;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What every budget keeps to; the pace is 50 a second and 1,000 a minute. */
public interface TokenBudgetContract extends StoreContract {
  @Test
  default void however_greedily_it_is_drawn_both_limits_hold_in_every_window() {
    var budget = empty(new MutableClock(NOON)).budget();
    var taken = new ArrayList<Instant>();
    for (int tick = 0; tick < 1_200; tick++) { // two minutes, a tenth of a second each
      var now = NOON.plusMillis(100L * tick);
      for (int i = budget.take(APP, Purpose.AWAITED_REFRESH, 50, now).count(); i > 0; i--) {
        taken.add(now);
      }
    }
    for (var start : taken) {
      assertThat(taken.stream().filter(t -> !t.isBefore(start) && t.isBefore(start.plusSeconds(1))))
          .hasSizeLessThanOrEqualTo(50);
      assertThat(
              taken.stream().filter(t -> !t.isBefore(start) && t.isBefore(start.plusSeconds(60))))
          .hasSizeLessThanOrEqualTo(1_000);
    }
    assertThat(taken).hasSizeGreaterThan(1_900);
  }

  @Test
  default void apps_do_not_share_a_budget() {
    var budget = empty(new MutableClock(NOON)).budget();
    while (budget.take(APP, Purpose.AWAITED_REFRESH, 50, NOON).count() > 0) {
      // drain it
    }
    assertThat(budget.take(OTHER_APP, Purpose.AWAITED_REFRESH, 1, NOON).count()).isOne();
  }

  @Test
  default void many_at_once_get_no_more_than_one_alone() throws Exception {
    var budget = empty(new MutableClock(NOON)).budget();
    var each = Race.of(32, () -> budget.take(APP, Purpose.AWAITED_REFRESH, 3, NOON).count());
    assertThat(each.stream().mapToInt(Integer::intValue).sum()).isEqualTo(PACE.burst());
  }

  @Test
  default void a_pause_grants_nothing_and_is_not_shortened() {
    var budget = empty(new MutableClock(NOON)).budget();
    budget.pause(APP, NOON.plusSeconds(10));
    budget.pause(APP, NOON.plusSeconds(5));
    assertThat(budget.take(APP, Purpose.AWAITED_REFRESH, 1, NOON.plusSeconds(9)).count()).isZero();
    assertThat(budget.take(APP, Purpose.AWAITED_REFRESH, 1, NOON.plusSeconds(10)).count()).isOne();
  }

  @Test
  default void an_instance_whose_clock_is_behind_gets_nothing_extra() {
    var budget = empty(new MutableClock(NOON)).budget();
    while (budget.take(APP, Purpose.AWAITED_REFRESH, 50, NOON).count() > 0) {
      // drain it
    }
    assertThat(budget.take(APP, Purpose.AWAITED_REFRESH, 50, NOON.minusSeconds(30)).count())
        .isZero();
    assertThat(budget.take(APP, Purpose.AWAITED_REFRESH, 50, NOON).count()).isZero();
  }
}
