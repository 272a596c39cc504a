package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.rest.FailureTest.KeysThatAreOut;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {
  @Test
  void details_are_for_administrators_only() {
    try (var server = new RestServer(Map.of("larkspur.rest.owns-server", "true"))) {
      for (var path : new String[] {"/health", "/health/liveness", "/health/readiness"}) {
        for (var key : new String[] {"lk_unknown", server.key()}) {
          assertThat(server.get(path, key).json()).isEqualTo(Map.of("status", "UP"));
        }
        assertThat(server.get(path, null).json()).isEqualTo(Map.of("status", "UP"));
      }
      assertThat(server.get("/health", RestServer.ADMIN_KEY).json()).containsKey("details");
    }
  }

  @Test
  void health_answers_also_when_keys_cannot_be_looked_up() {
    try (var server = RestServer.with(new KeysThatAreOut())) {
      assertThat(server.get("/health", "lk_any").json()).isEqualTo(Map.of("status", "UP"));
      assertThat(server.get("/health", RestServer.ADMIN_KEY).json()).containsKey("details");
    }
  }

  @Test
  void the_health_of_a_host_application_is_its_own() {
    try (var server = new RestServer()) {
      assertThat(server.get("/health", RestServer.ADMIN_KEY).json())
          .isEqualTo(Map.of("status", "UP"));
    }
  }
}
