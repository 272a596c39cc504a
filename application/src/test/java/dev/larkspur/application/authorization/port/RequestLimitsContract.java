package dev.larkspur.application.authorization.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of request limits keeps. */
public interface RequestLimitsContract extends StoreContract {
  int MOST = 3;

  private RequestLimits limits() {
    return empty(new MutableClock(NOON)).limits();
  }

  @Test
  default void so_many_are_taken_in_a_minute_and_the_next_waits_for_the_first_to_be_over() {
    var limits = limits();
    for (int i = 0; i < MOST; i++) {
      assertThat(limits.count(ANN, MOST, NOON.plusSeconds(10L * i))).isEmpty();
    }
    assertThat(limits.count(ANN, MOST, NOON.plusSeconds(45))).contains(Duration.ofSeconds(15));
    assertThat(limits.count(ANN, MOST, NOON.plusSeconds(60))).isEmpty();
    assertThat(limits.count(ANN, MOST, NOON.plusSeconds(60))).contains(Duration.ofSeconds(10));
  }

  @Test
  default void what_was_refused_does_not_count() {
    var limits = limits();
    for (int i = 0; i < 2 * MOST; i++) {
      limits.count(ANN, MOST, NOON);
    }
    assertThat(limits.count(ANN, MOST, NOON.plusSeconds(60))).isEmpty();
  }

  @Test
  default void people_do_not_share_it() {
    var limits = limits();
    for (int i = 0; i < MOST; i++) {
      limits.count(ANN, MOST, NOON);
    }
    assertThat(limits.count(BO, MOST, NOON)).isEmpty();
  }

  @Test
  default void of_many_at_once_so_many_are_taken() throws Exception {
    var limits = limits();
    var answers = Race.of(32, () -> limits.count(ANN, MOST, NOON));
    assertThat(answers).filteredOn(Optional::isEmpty).hasSize(MOST);
  }

  @Test
  default void a_clock_that_is_behind_lets_nobody_through() {
    var limits = limits();
    for (int i = 0; i < MOST; i++) {
      limits.count(ANN, MOST, NOON);
    }
    assertThat(limits.count(ANN, MOST, NOON.minusSeconds(5))).contains(Duration.ofSeconds(65));
  }
}
