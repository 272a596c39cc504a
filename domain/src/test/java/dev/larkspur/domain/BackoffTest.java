package dev.larkspur.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  @ParameterizedTest
  @CsvSource({"0,1", "1,2", "2,4", "3,8", "4,16", "5,32", "6,60", "7,60", "10000,60"})
  void waits_double_up_to_the_longest(int earlier, int seconds) {
    assertThat(backoff.after(earlier)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void what_the_other_side_wants_may_be_longer_than_the_longest() {
    assertThat(backoff.after(2, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    assertThat(backoff.after(2, Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(4));
  }
}
