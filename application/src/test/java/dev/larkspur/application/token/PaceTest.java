package dev.larkspur.application.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.token.port.Pace;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "50,1000",
    "500,30000",
    "2,2",
    "2,120",
    "10,100",
    "10,600",
    "30,1800",
    "50,50",
    "1000,60000"
  })
  void both_limits_hold_though_permits_are_used_late(int perSecond, int perMinute) {
    var pace = Pace.within(perSecond, perMinute);
    double rate = 1e9 / pace.interval().toNanos();
    double late = pace.goodFor().toNanos() / 1e9;
    assertThat(pace.burst()).isPositive();
    assertThat(late).isBetween(0.01, 0.25);
    assertThat((int) (pace.burst() + rate * (1 + late))).isLessThanOrEqualTo(perSecond);
    assertThat((int) (pace.burst() + rate * (60 + late))).isLessThanOrEqualTo(perMinute);
  }

  @ParameterizedTest
  @CsvSource({"50,1000", "500,30000", "1000,60000", "100,2000"})
  void at_least_95_percent_of_the_minute_are_left(int perSecond, int perMinute) {
    var pace = Pace.within(perSecond, perMinute);
    assertThat(60e9 / pace.interval().toNanos() / perMinute).isGreaterThan(0.95);
  }

  @Test
  void a_fast_pace_leaves_room_for_a_network_that_is_uneven() {
    var pace = Pace.within(500, 30_000);
    double calls = pace.burst() + (1e9 + pace.goodFor().toNanos()) / pace.interval().toNanos();
    assertThat(500 - calls).isBetween(7.0, 9.0); // 16 ms of it
  }

  @Test
  void the_usual_limits_leave_a_burst_and_a_quarter_of_a_second() {
    var pace = Pace.within(50, 1_000);
    assertThat(pace.burst()).isEqualTo(29);
    assertThat(pace.goodFor()).isEqualTo(Duration.ofMillis(250));
  }

  @ParameterizedTest
  @CsvSource({"1,1000", "0,0", "50,49", "-1,100"})
  void limits_that_make_no_sense_are_refused(int perSecond, int perMinute) {
    assertThatThrownBy(() -> Pace.within(perSecond, perMinute))
        .hasMessageContaining("token budget");
  }

  @Test
  void what_was_taken_comes_back_one_by_one() {
    var pace = new Pace(Duration.ofMillis(100), 10, Duration.ofMillis(250));
    assertThat(pace.permits(Purpose.AWAITED_REFRESH, NOON.minusSeconds(60), NOON, 99).count())
        .isEqualTo(10);
    assertThat(pace.permits(Purpose.AWAITED_REFRESH, NOON.minusSeconds(60), NOON, 3).count())
        .isEqualTo(3);
    var filled = pace.permits(Purpose.AWAITED_REFRESH, NOON.minusSeconds(60), NOON, 10).fullAt();
    assertThat(filled).isEqualTo(NOON.plusSeconds(1));
    var slots = pace.permits(Purpose.AWAITED_REFRESH, filled, NOON.plusMillis(99), 99);
    assertThat(slots.first()).isEqualTo(NOON.plusMillis(100));
    assertThat(slots.spacing()).isEqualTo(pace.interval());
    assertThat(pace.permits(Purpose.AWAITED_REFRESH, filled, NOON.plusMillis(100), 99).count())
        .isEqualTo(1);
    assertThat(pace.permits(Purpose.AWAITED_REFRESH, filled, NOON.plusMillis(550), 99).count())
        .isEqualTo(5);
    var none = pace.permits(Purpose.AWAITED_REFRESH, filled.plusSeconds(5), NOON, 99);
    assertThat(none.count()).isZero();
    assertThat(none.first()).isEqualTo(NOON.plusMillis(5_100 - 800));
    assertThat(pace.permits(Purpose.AWAITED_REFRESH, filled, NOON.plusMillis(200), 2).fullAt())
        .isEqualTo(filled.plusMillis(200));
  }
}
