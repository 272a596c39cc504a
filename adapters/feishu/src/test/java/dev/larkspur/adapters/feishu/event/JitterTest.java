package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JitterTest {
  @Test
  void waits_are_spread_by_a_fifth_to_either_side() {
    var jitter = new Jitter(new Random(1));

    var millis =
        Stream.generate(() -> jitter.of(Duration.ofSeconds(60)).toMillis()).limit(1000).toList();

    assertThat(millis).allMatch(m -> m >= 48_000 && m <= 72_000);
    assertThat(millis).anyMatch(m -> m < 50_000).anyMatch(m -> m > 70_000);
  }
}
