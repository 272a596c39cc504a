package com.example.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.sandbox.Sandbox;
import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was forgotten is named as whoever has to add it knows it. */
class MissingPartsTest {
  @Test
  void a_datasource_for_larkspur() {
    var settings =
        Map.<String, Object>of(
            "micronaut.server.port",
            -1,
            "notes.password",
            Host.PASSWORD,
            "notes.people.ann",
            "ou_ann",
            "larkspur.enabled",
            "true",
            "larkspur.admin-key",
            Host.ADMIN_KEY,
            "flyway.enabled",
            "false");
    assertThatThrownBy(() -> ApplicationContext.builder().properties(settings).start().close())
        .hasStackTraceContaining("no datasource is named larkspur. Set datasources.larkspur.url");
  }

  @Test
  void that_the_login_leaves_larkspurs_calls_alone() {
    var others = Map.of("pattern", "/elsewhere/**", "access", List.of("isAnonymous()"));
    try (var feishu = Sandbox.start();
        var host =
            Host.withLarkspur(
                feishu, Map.of("micronaut.security.intercept-url-map", List.of(others)), _ -> {})) {
      var path = "/larkspur/v1/apps/" + feishu.appId() + "/users/ou_nobody/token";
      var answer = host.get(path, "Bearer " + Host.ADMIN_KEY);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
      assertThat(answer.body()).contains("intercept-url-map");
    }
  }
}
