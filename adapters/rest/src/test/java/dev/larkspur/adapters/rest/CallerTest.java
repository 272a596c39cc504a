package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.identity.Person;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  private static final RestServer SERVER = new RestServer();

  private final String key = SERVER.key();
  private final Person ann = SERVER.somebody();
  private final String token = RestServer.path(ann) + "/token";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static Answer with(String path, String... authorizations) {
    var request = HttpRequest.newBuilder(SERVER.uri(path));
    for (var authorization : authorizations) {
      request.header("Authorization", authorization);
    }
    return SERVER.send(request);
  }

  @Test
  void a_request_without_a_key_is_asked_for_one() {
    var answer = with(token).isProblem(401, "unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"larkspur\"");
  }

  @Test
  void an_unknown_key_is_told_to_be_invalid() {
    var answer = with(token, "Bearer lk_unknown").isProblem(401, "unauthenticated");
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"larkspur\", error=\"invalid_token\"");
    assertThat(answer.text()).doesNotContain("lk_unknown");
  }

  @Test
  void the_scheme_is_read_as_the_rfc_wants() {
    for (var scheme : List.of("Bearer ", "bearer ", "BEARER   ")) {
      with(token, scheme + key).isProblem(404, "authorization_required");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic bGs6", "Bearer a b", "Bearer ä", "lk_x"})
  void other_shapes_of_the_header_are_no_key(String header) {
    with(token, header).isProblem(401, "unauthenticated");
  }

  @Test
  void a_valid_key_beside_another_header_is_no_key() {
    with(token, "Bearer " + key, "Bearer " + key).isProblem(401, "unauthenticated");
    with(token, "Bearer " + key + " x").isProblem(401, "unauthenticated");
    with(token, "Basic " + key).isProblem(401, "unauthenticated");
  }

  @Test
  void an_overlong_key_is_refused_unread() {
    with(token, "Bearer " + "k".repeat(513)).isProblem(401, "unauthenticated");
    with(token, "Bearer " + "k".repeat(5000)).isProblem(401, "unauthenticated");
  }

  @Test
  void a_key_that_calls_too_often_is_told_so_and_others_are_not() {
    try (var server = new RestServer(Map.of("larkspur.rest.per-second", "3"))) {
      var key = server.key();
      var path = "/v1/authorizations/" + UUID.randomUUID();
      for (var left : List.of("2", "1", "0")) {
        var answer = server.get(path, key).isProblem(404, "not_found");
        assertThat(answer.header("RateLimit-Limit")).isEqualTo("3");
        assertThat(answer.header("RateLimit-Remaining")).isIn(left, "0", "1", "2");
        assertThat(answer.header("RateLimit-Reset")).isEqualTo("1");
      }
      Answer last;
      do {
        last = server.get(path, key);
      } while (last.status() == 404); // sooner or later, however slow we are
      last.isProblem(429, "rate_limited");
      assertThat(last.header("Retry-After")).isEqualTo("1");
      assertThat(last.header("RateLimit-Remaining")).isEqualTo("0");
      assertThat(server.get(path, server.key()).status()).isEqualTo(404);
    }
  }

  @Test
  void a_key_in_the_address_is_no_key() {
    with(token + "?access_token=" + key).isProblem(401, "unauthenticated");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1",
    "GET, /v1/",
    "GET, /v1/nothing",
    "POST, /v1/apps/a/users/b/token/refresh",
    "DELETE, /v1/apps/a/users/b/token",
    "GET, /v1/authorizations/a/event",
    "GET, /admin/v1",
    "GET, /admin/v1/callers",
    "PATCH, /admin/v1/keys",
    "GET, /v1//apps/a/users/b/token",
    "OPTIONS, /v1/authorizations/a"
  })
  void a_stranger_does_not_learn_which_paths_there_are(String method, String path) {
    SERVER.call(method, path, null, null).isProblem(401, "unauthenticated");
    var known = SERVER.call(method, path, key, null);
    assertThat(known.status()).as(known.text()).isIn(404, 405);
    known.isProblem(known.status(), known.status() == 404 ? "not_found" : "method_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/V1/apps/a/users/b/token",
        "/%761/apps/a/users/b/token",
        "/x/../v1/apps/a/users/b/token",
        "/./v1/apps/a/users/b/token",
        "//v1/apps/a/users/b/token",
        "/v1/../admin/v1/keys",
        "/v1;x=1/apps/a/users/b/token",
        "/admin/v1/keys/",
        "/admin//v1/keys",
        "/ADMIN/v1/keys",
        "/admin/v1/keys;a=b"
      })
  void no_spelling_of_a_path_gets_around_the_key(String path) {
    var answer = SERVER.get(path, null);
    assertThat(answer.status()).as(answer.text()).isIn(401, 404);
    assertThat(answer.text()).doesNotContain("keys\":");
  }
}
