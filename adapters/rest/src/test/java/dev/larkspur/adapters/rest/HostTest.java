package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inside another application: below a path of its choice, and nothing else touched. */
class HostTest {
  private static final Map<String, Object> HOST =
      Map.of("test.host", "true", "larkspur.rest.path", "/larkspur");

  /** A route of the host's own. */
  @Controller("/v1/theirs")
  @Requires(property = "test.host")
  static class Theirs {
    @Get
    String hello() {
      return "hello";
    }

    @Get("/broken")
    String broken() {
      throw new IllegalStateException("theirs");
    }
  }

  @Test
  void all_of_ours_lies_below_the_path() {
    try (var server = new RestServer(HOST)) {
      var person = server.somebody();
      var path = "/larkspur" + RestServer.path(person);
      server.get(path + "/token", null).isProblem(401, "unauthenticated");
      assertThat(server.get(path + "/token", server.key()).object("how_to_ask"))
          .containsEntry("path", path + "/authorizations");
      var asked = server.post(path + "/authorizations", server.key(), null);
      assertThat(asked.header("Location"))
          .isEqualTo("/larkspur/v1/authorizations/" + asked.get("id"));
      assertThat(server.get(asked.header("Location"), server.key()).status()).isEqualTo(200);
      assertThat(server.get("/larkspur/admin/v1/keys", RestServer.ADMIN_KEY).status())
          .isEqualTo(200);
      assertThat(server.get(RestServer.path(person) + "/token", server.key()).status())
          .isEqualTo(404);
    }
  }

  @Test
  void the_document_and_its_page_know_the_path() {
    try (var server = new RestServer(HOST)) {
      assertThat(server.get("/larkspur/openapi.yaml", null).text()).contains("url: \"/larkspur\"");
      var page = server.get("/larkspur/docs", null).text();
      assertThat(page)
          .contains("\"/larkspur/openapi.yaml\"")
          .contains("\"/larkspur/docs/page.js\"");
      assertThat(server.get("/larkspur/docs/swagger-ui-bundle.js", null).status()).isEqualTo(200);
    }
  }

  @Test
  void a_context_path_of_the_server_comes_first() {
    try (var server =
        new RestServer(
            Map.of("micronaut.server.context-path", "/app", "larkspur.rest.path", "/lark"))) {
      var path = "/app/lark" + RestServer.path(server.somebody());
      server.get(path + "/token", null).isProblem(401, "unauthenticated");
      assertThat(server.get(path + "/token", server.key()).object("how_to_ask"))
          .containsEntry("path", path + "/authorizations");
      assertThat(server.get("/app/lark/docs", null).text()).contains("\"/app/lark/openapi.yaml\"");
    }
  }

  @Test
  void the_routes_and_the_errors_of_the_host_stay_as_they_were() {
    try (var server = new RestServer(HOST)) {
      var hello = server.get("/v1/theirs", null);
      assertThat(hello.text()).isEqualTo("hello");
      assertThat(hello.header("Cache-Control")).isEmpty();
      for (var path : new String[] {"/v1/theirs/broken", "/v1/theirs/missing", "/nothing"}) {
        assertThat(server.get(path, null).text()).as(path).doesNotContain("urn:larkspur");
      }
    }
  }

  @Test
  void where_larkspur_or_its_rest_is_not_enabled_there_is_nothing() throws Exception {
    for (var settings :
        new Map<?, ?>[] {
          Map.of("larkspur.enabled", "false"),
          Map.of("larkspur.rest.enabled", "true"),
          Map.of("larkspur.enabled", "true", "larkspur.rest.enabled", "false")
        }) {
      try (var context = ApplicationContext.run(withFreePort(settings));
          var server = context.getBean(EmbeddedServer.class).start();
          var http = HttpClient.newHttpClient()) {
        for (var path : new String[] {"/v1/apps/a/users/b/token", "/docs", "/openapi.yaml"}) {
          var request = HttpRequest.newBuilder(server.getURI().resolve(path)).build();
          assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        }
      }
    }
  }

  private static Map<String, Object> withFreePort(Map<?, ?> settings) {
    var all = new HashMap<String, Object>(Map.of("micronaut.server.port", "-1"));
    settings.forEach((name, value) -> all.put((String) name, value));
    return all;
  }
}
