package dev.larkspur.adapters.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.identity.Person;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a clear answer, nothing changed, nothing told. */
class HostileInputTest {
  private static final RestServer SERVER =
      new RestServer(
          Map.of(
              "larkspur.rest.owns-server", "true", "micronaut.server.max-request-size", "262144"));

  private final String key = SERVER.key();
  private final Person ann = SERVER.somebody();
  private final String ask = RestServer.path(ann) + "/authorizations";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @AfterEach
  void nobody_was_asked_and_the_server_lives() {
    assertThat(SERVER.stores.sessions().findOpen(ann)).isEmpty();
    SERVER.get(RestServer.path(ann) + "/token", key).isProblem(404, "authorization_required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"scopes\":",
        "{\"scopes\":[\"a\"}",
        "{'scopes':['a']}",
        "{\"a\":1}}",
        "{} {}",
        "{}x",
        " ",
        "[]",
        "[{}]",
        "null null",
        "\"text\"",
        "7",
        "NaN",
        "{\"method\":\"websocket_card\",\"method\":\"websocket_card\"}",
        "{\"card\":{\"detail\":\"concise\",\"detail\":\"concise\"}}",
        "{\"scopes\":[\"\u0001\"]}",
        "// comment\n{}",
        "<xml/>"
      })
  void what_is_not_one_json_object_is_refused(String body) {
    var answer = SERVER.post(ask, key, body).isInvalid("body");
    assertThat(answer.text()).doesNotContain("Exception").doesNotContain("jackson");
  }

  @Test
  void null_is_taken_for_a_body_that_was_left_out() {
    var path = RestServer.path(SERVER.somebody()) + "/authorizations";
    assertThat(SERVER.post(path, key, "null").status()).isEqualTo(201);
    SERVER
        .post("/admin/v1/keys", RestServer.ADMIN_KEY, "null")
        .isInvalid("name", "apps", "operations");
  }

  @Test
  void a_broken_body_is_not_repeated_but_located() {
    var answer = SERVER.post(ask, key, "{\n \"x\": secret-text }").isInvalid("body");
    assertThat(answer.text()).contains("line 2").doesNotContain("secret-text");
  }

  @Test
  void a_body_that_is_not_utf_8_is_refused() {
    var body = "{\"card\":{\"message\":\"für dich\"}}".getBytes(ISO_8859_1);
    var request =
        HttpRequest.newBuilder(SERVER.uri(ask))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    SERVER.send(request).isInvalid("body");
  }

  @Test
  void json_is_read_twenty_levels_deep_and_no_deeper() {
    SERVER.post(ask, key, "{\"x\":" + "[".repeat(19) + "]".repeat(19) + "}").isInvalid("x");
    SERVER.post(ask, key, "{\"x\":" + "[".repeat(20) + "]".repeat(20) + "}").isInvalid("body");
    SERVER.post(ask, key, "[".repeat(30_000)).isInvalid("body");
    SERVER.post(ask, key, "{\"x\":".repeat(10_000)).isInvalid("body");
  }

  @Test
  void numbers_and_names_of_any_length_break_nothing() {
    SERVER.post(ask, key, "{\"x\":" + "9".repeat(60_000) + "}").isInvalid("body");
    SERVER.post(ask, key, "{\"x\":1e999999999}").isInvalid("x");
    var answer = SERVER.post(ask, key, "{\"" + "n".repeat(40_000) + "\":1}");
    assertThat(answer.isProblem(400, "invalid_request").text()).hasSizeLessThan(1_000);
  }

  @Test
  void of_many_wrong_fields_the_first_are_named() {
    var body = new StringBuilder("{\"f\":0");
    for (int i = 0; i < 2_000; i++) {
      body.append(",\"f").append(i).append("\":0");
    }
    var answer = SERVER.post(ask, key, body.append('}').toString());
    assertThat(answer.isProblem(400, "invalid_request").fields()).hasSize(20);
  }

  @Test
  void a_body_is_read_to_64_kib_and_no_further() {
    var most = "{\"x\":\"" + "y".repeat(64 * 1024 - 8) + "\"}";
    assertThat(most).hasSize(64 * 1024);
    SERVER.post(ask, key, most).isInvalid("x");
    SERVER.post(ask, key, most + " ").isProblem(413, "payload_too_large");
    SERVER.post(ask, key, " ".repeat(200_000)).isProblem(413, "payload_too_large");
  }

  @Test
  void a_body_beyond_what_the_server_takes_is_refused() {
    SERVER.post(ask, key, " ".repeat(300_000)).isProblem(413, "payload_too_large");
  }

  @Test
  void a_body_of_unknown_length_is_read_no_further_either() {
    var request =
        HttpRequest.newBuilder(SERVER.uri(ask))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.fromPublisher(
                    BodyPublishers.ofByteArray(" ".repeat(100_000).getBytes(US_ASCII))));
    SERVER.send(request).isProblem(413, "payload_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "*/*",
        "nonsense"
      })
  void a_body_in_another_form_is_refused(String type) {
    var request =
        HttpRequest.newBuilder(SERVER.uri(ask))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString("{}"));
    var answer = SERVER.send(request);
    assertThat(answer.status()).as(answer.text()).isIn(400, 415);
    answer.isProblem(
        answer.status(), answer.status() == 415 ? "unsupported_media_type" : "invalid_request");
  }

  @Test
  void an_answer_in_another_form_is_not_to_be_had() {
    var request =
        HttpRequest.newBuilder(SERVER.uri(RestServer.path(ann) + "/token"))
            .header("Authorization", "Bearer " + key);
    SERVER.send(request.copy().header("Accept", "text/html")).isProblem(406, "not_acceptable");
    SERVER
        .send(request.copy().header("Accept", "text/html, */*;q=0.1"))
        .isProblem(404, "authorization_required");
    SERVER
        .send(request.copy().header("Accept", "application/problem+json, application/json"))
        .isProblem(404, "authorization_required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json;charset=utf-16", "application/json;q=0.1", "*/*;q=0.5;x=\"y\""})
  void what_is_accepted_is_not_copied_into_what_the_answer_says_it_is(String accepted) {
    var bo = SERVER.somebody();
    SERVER.granted(bo);
    for (var path : List.of(RestServer.path(bo) + "/grant", "/v1/authorizations/x")) {
      var request =
          HttpRequest.newBuilder(SERVER.uri(path))
              .header("Authorization", "Bearer " + key)
              .header("Accept", accepted);
      assertThat(SERVER.send(request).header("Content-Type"))
          .matches("application/(problem\\+)?json");
    }
  }

  @Test
  void a_method_that_a_path_does_not_know_is_refused_with_those_it_knows() {
    var answer = SERVER.call("PUT", "/admin/v1/keys", key, "{}");
    answer.isProblem(405, "method_not_allowed");
    assertThat(answer.header("Allow")).contains("GET").contains("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a%20b", "a%00b", "%F0%9F%98%80", "a'b", "%2e%2e", "%0d%0aX:y"})
  void an_id_that_cannot_be_one_is_named(String id) {
    SERVER.get("/v1/apps/" + id + "/users/ou_1/token", key).isInvalid("app_id");
    SERVER.get("/v1/apps/cli_1/users/" + id + "/grant", key).isInvalid("open_id");
    SERVER.post("/v1/apps/" + id + "/users/ou_1/authorizations", key, null).isInvalid("app_id");
  }

  @Test
  void ids_are_at_most_64_characters() {
    SERVER.get("/v1/apps/" + "a".repeat(65) + "/users/ou_1/token", key).isInvalid("app_id");
    SERVER.get("/v1/apps/cli_1/users/" + "u".repeat(65) + "/token", key).isInvalid("open_id");
  }

  private String rawGet(String target, String... headers) throws IOException {
    return SERVER.raw(
        "GET "
            + target
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
            + key
            + "\r\n"
            + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
            + "\r\n");
  }

  @Test
  void an_overlong_address_is_refused_with_problem_details() throws IOException {
    assertThat(rawGet("/v1/apps/cli_1/users/ou_1/token?scope=" + "a".repeat(20_000)))
        .containsPattern("^HTTP/1.. 413 ")
        .contains("application/problem+json")
        .containsPattern("(?i)cache-control: no-store")
        .contains("\"code\":\"payload_too_large\"");
  }

  @Test
  void overlong_headers_are_refused_with_problem_details() throws IOException {
    assertThat(rawGet("/v1/apps/cli_1/users/ou_1/token", "X: " + "a".repeat(20_000)))
        .containsPattern("^HTTP/1.. 413 ")
        .contains("\"code\":\"payload_too_large\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/apps/%zz/users/ou_1/token",
        "/v1/apps/cli_1/users/ou_1/token?min_ttl=%zz",
        "/v1/apps/cli_1/users/ou_1/token?%zz",
        "/v1/apps/cli_1/users/ou_1/token?min_ttl=%",
        "/v1/apps/cli_1/users/ou_1/token?scope=%ff%fe",
        "/v1/apps/a|b/users/ou_1/token",
        "/v1/apps/a\\b/users/ou_1/token",
        "/v1/apps/{app}/users/ou_1/token",
        "/v1/apps/\"/users/ou_1/token"
      })
  void a_broken_address_is_refused_with_problem_details(String target) throws IOException {
    assertThat(rawGet(target))
        .containsPattern("^HTTP/1.. 400 ")
        .contains("application/problem+json")
        .contains("\"code\":\"invalid_request\"")
        .doesNotContain("Exception");
  }

  @Test
  void what_is_not_http_is_refused() throws IOException {
    assertThat(SERVER.raw("NONSENSE\r\n\r\n")).containsPattern("^HTTP/1.. 400 ");
    assertThat(
            SERVER.raw("GET /v1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nBad Header: x\r\n\r\n"))
        .containsPattern("^HTTP/1.. 400 ");
  }
}
