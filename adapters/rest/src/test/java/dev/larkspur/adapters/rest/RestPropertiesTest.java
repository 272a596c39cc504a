package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestPropertiesTest {
  @Test
  void the_settings_have_these_names_and_defaults() {
    try (var server = new RestServer()) {
      assertThat(server.bean(RestProperties.class))
          .isEqualTo(new RestProperties(true, null, false, 5000));
    }
    try (var server =
        new RestServer(
            Map.of(
                "larkspur.rest.enabled", "true",
                "larkspur.rest.path", "/a/b",
                "larkspur.rest.owns-server", "true",
                "larkspur.rest.per-second", "7"))) {
      assertThat(server.bean(RestProperties.class))
          .isEqualTo(new RestProperties(true, "/a/b", true, 7));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1_000_001})
  void a_limit_that_cannot_be_one_is_refused(int perSecond) {
    assertThatThrownBy(() -> new RestProperties(true, null, false, perSecond))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("larkspur.rest.per-second ");
  }

  @Test
  void an_empty_path_is_none() {
    try (var server = new RestServer(Map.of("larkspur.rest.path", ""))) {
      var path = RestServer.path(server.somebody());
      assertThat(server.get(path + "/token", server.key()).object("how_to_ask"))
          .containsEntry("path", path + "/authorizations");
      assertThat(server.get("/docs", null).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lark", "/lark/", "/", "/a//b", "/a b", "/{x}", "/\u00e4"})
  void a_path_that_cannot_be_one_is_refused(String path) {
    assertThatThrownBy(() -> new RestProperties(true, path, false, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("larkspur.rest.path ");
  }

  @Test
  void a_wrong_setting_stops_the_start_with_its_name() {
    assertThatThrownBy(() -> new RestServer(Map.of("larkspur.rest.path", "lark")))
        .hasStackTraceContaining("larkspur.rest.path");
  }
}
