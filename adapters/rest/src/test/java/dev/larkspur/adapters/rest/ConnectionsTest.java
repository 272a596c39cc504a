package dev.larkspur.adapters.rest;

import static dev.larkspur.adapters.rest.RestServer.ADMIN_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.domain.connection.Connection;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.domain.connection.ConnectionStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final String CONNECTIONS = "/admin/v1/connections";

  private final RestServer server = new RestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_app_without_any_says_none() {
    assertThat(server.get(CONNECTIONS, ADMIN_KEY).json())
        .containsEntry(
            "apps",
            List.of(
                Map.of(
                    "app_id",
                    Cast.APP.value(),
                    "name",
                    "test",
                    "state",
                    "none",
                    "connections",
                    List.of())));
  }

  @Test
  void each_is_told_and_the_best_is_the_apps_state() {
    var now = server.clock.instant();
    var slots = server.stores.slots();
    slots.hold(Cast.APP, "one", 1, now, now.plusSeconds(30));
    slots.hold(Cast.APP, "two", 1, now, now.plusSeconds(30));
    slots.tell(connection(0, "one", ConnectionState.DEGRADED, 12, "connecting: forbidden"));
    slots.tell(connection(1, "two", ConnectionState.CONNECTED, 0, "connected"));

    var answer = server.get(CONNECTIONS, ADMIN_KEY);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .contains("\"state\":\"connected\",\"connections\":[")
        .contains("\"instance\":\"one\",\"state\":\"degraded\"")
        .contains("\"failures\":12,\"reason\":\"connecting: forbidden\"");
  }

  @Test
  void only_administrators_see_them() {
    server.get(CONNECTIONS, server.key()).isProblem(403, "forbidden");
    server.get(CONNECTIONS, "lk_wrong").isProblem(401, "unauthenticated");
  }

  private Connection connection(
      int slot, String instance, ConnectionState state, int failures, String reason) {
    var status = new ConnectionStatus(state, server.clock.instant(), failures, reason);
    return new Connection(Cast.APP, slot, instance, status);
  }
}
