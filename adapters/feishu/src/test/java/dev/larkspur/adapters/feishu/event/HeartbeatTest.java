package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatTest {
  private final Heartbeat heartbeat = new Heartbeat(Duration.ofSeconds(30), Duration.ofSeconds(5));

  @ParameterizedTest
  @CsvSource({
    "10, 9, 99, 20", // answered: every thirty seconds
    "30, 29, 99, 0",
    "3, 10, 99, 2", // not answered: once more after the grace
    "5, 12, 99, 0",
    "10, 2, 2, -1", // a message since the ping: soon after it
    "10, 0, 0, 1",
    "29, 1, 5, -4",
    "30, 0, 0, 0"
  })
  void a_ping_is_due(int sincePing, int sinceHeard, int sinceMessage, int in) {
    assertThat(
            heartbeat.untilPing(
                Duration.ofSeconds(sincePing),
                Duration.ofSeconds(sinceHeard),
                Duration.ofSeconds(sinceMessage)))
        .isEqualTo(Duration.ofSeconds(in));
  }

  @Test
  void two_heartbeats_and_the_grace_are_as_long_as_silence_can_be() {
    assertThat(heartbeat.isDead(Duration.ofSeconds(65))).isFalse();
    assertThat(heartbeat.isDead(Duration.ofSeconds(66))).isTrue();
  }
}
