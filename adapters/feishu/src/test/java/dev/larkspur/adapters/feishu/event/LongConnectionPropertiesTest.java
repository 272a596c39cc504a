package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.sandbox.Sandbox;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LongConnectionPropertiesTest {
  @Test
  void connections_have_usual_times() {
    try (var sandbox = Sandbox.start();
        var deployment =
            Deployment.starting(
                sandbox,
                Map.of(
                    "larkspur.feishu.reconnect-after", "1s",
                    "larkspur.feishu.reconnect-at-most", "60s",
                    "larkspur.feishu.connections-per-app", "2"))) {
      assertThat(deployment.get(LongConnectionProperties.class))
          .isEqualTo(
              new LongConnectionProperties(
                  Duration.ofMillis(2500),
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(60),
                  10,
                  Duration.ofSeconds(3),
                  2));
    }
  }
}
