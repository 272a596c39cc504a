package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.authorization.AuthCommand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request ends is the same for everybody, or it is refused (RFC 9112). */
class FramingTest {
  private static final RestServer SERVER =
      new RestServer(Map.of("larkspur.rest.owns-server", "true"));
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  private static final String NOBODYS = "GET /v1/authorizations/" + UUID.randomUUID() + " HTTP/1.";

  private final String key = SERVER.key();
  private final String ask = RestServer.path(SERVER.somebody()) + "/authorizations";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /** Until the server ends the connection, which these do not ask for. */
  private static List<String> statuses(String... requests) throws IOException {
    return STATUS
        .matcher(SERVER.raw(String.join("", requests)))
        .results()
        .map(r -> r.group(1))
        .toList();
  }

  private String request(String line, String... headers) {
    return line
        + "\r\nAuthorization: Bearer "
        + key
        + "\r\nContent-Type: application/json\r\n"
        + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList())
        + "\r\n";
  }

  private String smuggled() {
    return request(NOBODYS + 1, "Host: x");
  }

  private void assertRefused(String request) throws IOException {
    var answers = SERVER.raw(request + smuggled());
    assertThat(STATUS.matcher(answers).results()).as(answers).hasSize(1);
    assertThat(answers).startsWith("HTTP/1.1 400 ").contains("\"code\":\"invalid_request\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: foo",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: xchunked\r\nContent-Length: 2",
        "Transfer-Encoding: chunked\r\nContent-Length: 2",
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: -1",
        "Content-Length: +2",
        "Content-Length: 2 2",
      })
  void a_body_without_a_clear_end_is_refused_and_nothing_after_it_read(String header)
      throws IOException {
    var post = request("POST " + ask + " HTTP/1.1", "Host: x", header);
    assertRefused(post + "0\r\n\r\n");
  }

  @Test
  void there_is_one_host() throws IOException {
    assertThat(statuses(request(NOBODYS + 1), smuggled())).containsExactly("400");
    assertThat(statuses(request(NOBODYS + 1, "Host: x", "Host: x"), smuggled()))
        .containsExactly("400");
    assertThat(statuses(request(NOBODYS + 0))).containsExactly("404");
    assertThat(statuses(smuggled(), request(NOBODYS + 1, "Host: x", "Connection: close")))
        .containsExactly("404", "404");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}zz",
        "-2\r\n{}\r\n",
        "\r\n",
        "2\r\n{}\r\n0\r\n\u0001: x\r\n\r\n"
      })
  void a_malformed_chunk_is_refused_and_nothing_after_it_read(String body) throws IOException {
    var post = request("POST " + ask + " HTTP/1.1", "Host: x", "Transfer-Encoding: chunked");
    assertRefused(post + body);
  }

  @Test
  void where_another_answer_is_due_first_the_connection_may_just_end() throws IOException {
    var get = request(NOBODYS + 1, "Host: x", "Transfer-Encoding: chunked");
    assertThat(statuses(smuggled(), get, "zz\r\n", smuggled())).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void chunks_that_are_well_formed_are_read() throws IOException {
    var post = request("POST " + ask + " HTTP/1.1", "Host: x", "Transfer-Encoding: Chunked");
    var last = request(NOBODYS + 1, "Host: x", "Connection: close");
    assertThat(statuses(post, "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", last)).containsExactly("201", "404");
  }

  @Test
  void a_stream_for_a_client_without_chunks_lasts_as_long_as_the_connection() throws IOException {
    var asked = SERVER.asked(SERVER.somebody());
    SERVER.advance(asked.id(), new AuthCommand.Cancel());
    var path = "GET /v1/authorizations/" + asked.id() + "/events HTTP/1.0";
    var answer = SERVER.raw(request(path, "Connection: keep-alive"));
    assertThat(answer)
        .containsPattern("^HTTP/1.. 200 ")
        .containsPattern("(?i)connection: close")
        .doesNotContainPattern("(?i)transfer-encoding")
        .containsPattern("\r\n\r\n(data|id|event):[^\r]*cancelled[^\r]*\n\n$");
  }

  @Test
  void what_comes_after_a_stream_does_not_get_into_it() throws IOException {
    var asked = SERVER.asked(SERVER.somebody());
    SERVER.advance(asked.id(), new AuthCommand.Cancel());
    var path = "GET /v1/authorizations/" + asked.id() + "/events HTTP/1.1";
    var answers = SERVER.raw(request(path, "Host: x") + "NONSENSE\r\n\r\n");
    assertThat(answers.substring(0, answers.indexOf("cancelled")))
        .startsWith("HTTP/1.1 200 ")
        .containsPattern("(?i)transfer-encoding: chunked");
    assertThat(answers).containsPattern("\r\n0\r\n\r\nHTTP/1.. 400 ");
  }

  @Test
  void what_is_refused_for_its_chunks_is_not_done() throws IOException {
    var tokens = new ArrayList<String>(); // many: the first of them would be done by the end
    for (int i = 0; i < 50; i++) {
      var ann = SERVER.somebody();
      SERVER.granted(ann);
      tokens.add(RestServer.path(ann) + "/token");
    }
    for (var token : tokens) {
      var delete =
          request("DELETE " + token + " HTTP/1.1", "Host: x", "Transfer-Encoding: chunked");
      assertThat(statuses(delete + "zz\r\n")).containsExactly("400");
    }
    assertThat(tokens).allMatch(token -> SERVER.get(token, key).status() == 200);
  }
}
