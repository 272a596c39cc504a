package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(1));

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,4", "4,8", "5,16", "6,32", "7,60", "8,60", "10000,60"})
  void waits_double_up_to_the_longest_give_or_take_a_fifth(int failures, int seconds) {
    for (int i = 0; i < 100; i++) {
      assertAbout(seconds, backoff.after(failures));
    }
  }

  @Test
  void the_longest_wait_has_jitter_too() {
    assertAbout(60, backoff.atLongest());
    assertThat(backoff.atLongest()).isNotEqualTo(backoff.atLongest());
  }

  private static void assertAbout(int seconds, Duration wait) {
    assertThat(wait.toMillis()).isBetween(seconds * 800L, seconds * 1200L);
  }
}
