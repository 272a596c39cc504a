package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.SamplePerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A link from which the browser comes back with a code, over all of Larkspur. */
class RedirectEndToEndTest {
  private static final String CALLBACK = "/oauth/feishu/callback";

  private static Play play;
  private static HttpClient browser;

  @BeforeAll
  static void begin() {
    play = Play.begin(Play.QUICK, 1, settings(freePort()));
    browser = HttpClient.newHttpClient();
  }

  @AfterAll
  static void end() {
    browser.close();
    play.close();
  }

  /** Those of a server that knows where browsers come back to. */
  static Map<String, Object> settings(int port) {
    return Map.of(
        "micronaut.server.port",
        port,
        "larkspur.feishu.redirect-url",
        "http://127.0.0.1:" + port + CALLBACK);
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asked for by the link. */
  private record Asked(SamplePerson person, String id, URI link) {
    static Asked somebodyNew() {
      var person = play.sandbox().addPerson("Somebody " + UUID.randomUUID());
      var answer = play.calls().ask(person.openId(), "{\"method\": \"oauth\"}");
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.text("method")).isEqualTo("oauth");
      assertThat(answer.text("state")).isEqualTo("awaiting_consent");
      return new Asked(person, answer.text("id"), URI.create(answer.text("authorize_url")));
    }

    URI approvedBy(SamplePerson who) {
      return play.sandbox().browser().approve(link, who.openId());
    }

    String state() {
      return play.calls().authorization(id).text("state");
    }

    String reason() {
      return play.calls().authorization(id).text("reason");
    }
  }

  private static HttpResponse<String> open(URI page, String... headers) {
    return send("GET", page, headers);
  }

  private static HttpResponse<String> send(String method, URI page, String... headers) {
    var request = HttpRequest.newBuilder(page).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return browser.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static URI callback(String query) {
    return play.calls().base().resolve(CALLBACK + query);
  }

  private static void assertOutcome(HttpResponse<String> page, int status, String outcome) {
    assertThat(page.body()).contains("data-outcome=\"" + outcome + "\"");
    assertThat(page.statusCode()).isEqualTo(status);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'");
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void consent_behind_the_link_leads_to_the_token() {
    var asked = Asked.somebodyNew();
    int polls = play.requests("POST", "/oauth/v3/token");

    var page = open(asked.approvedBy(asked.person()));

    assertOutcome(page, 200, "authorized");
    assertThat(asked.state()).isEqualTo("completed");
    var token = play.calls().token(asked.person().openId());
    assertThat(token.status()).isEqualTo(200);
    assertThat(play.ownerOf(token.text("access_token"))).isEqualTo(asked.person().openId());
    assertThat(page.body()).doesNotContain(token.text("access_token"));
    assertThat(play.requests("POST", "/oauth/v3/token")).isEqualTo(polls + 1);
  }

  @Test
  void the_card_has_the_same_link() {
    var asked = Asked.somebodyNew();
    var card = play.sandbox().awaitCards(asked.person().openId(), 1, Play.PATIENCE).getFirst();
    assertThat(card.buttons().stream().flatMap(button -> button.openUrl().stream()))
        .contains(asked.link().toString());
  }

  @Test
  void a_code_that_comes_back_twice_counts_once() {
    var asked = Asked.somebodyNew();
    var back = asked.approvedBy(asked.person());
    assertOutcome(open(back), 200, "authorized");
    int calls = play.requests("POST", "/oauth/v3/token");

    assertOutcome(open(back), 400, "not_valid");
    assertOutcome(open(asked.approvedBy(asked.person())), 400, "not_valid");

    assertThat(play.requests("POST", "/oauth/v3/token")).isEqualTo(calls);
    assertThat(asked.state()).isEqualTo("completed");
  }

  @Test
  void a_refusal_on_the_page_declines() {
    var asked = Asked.somebodyNew();
    assertOutcome(open(play.sandbox().browser().deny(asked.link())), 200, "declined");
    assertThat(asked.state()).isEqualTo("declined");
  }

  @Test
  void another_account_is_turned_away_and_its_tokens_are_revoked() {
    var asked = Asked.somebodyNew();
    var stranger = play.sandbox().addPerson("Stranger " + UUID.randomUUID());

    assertOutcome(open(asked.approvedBy(stranger)), 403, "wrong_account");

    assertThat(asked.state()).isEqualTo("failed");
    assertThat(asked.reason()).isEqualTo("wrong_account");
    assertThat(play.anythingIsGoodOf(stranger)).isFalse();
    assertThat(play.calls().token(stranger.openId()).status()).isEqualTo(404);
  }

  @Test
  void the_state_of_one_session_does_not_open_another() {
    var one = Asked.somebodyNew();
    var other = Asked.somebodyNew();
    var back = one.approvedBy(one.person()).toString();
    var crossed = back.replace("state=" + one.id(), "state=" + other.id());
    assertThat(crossed).isNotEqualTo(back);

    assertOutcome(open(URI.create(crossed)), 400, "not_valid");

    assertThat(one.state()).isEqualTo("awaiting_consent");
    assertThat(other.state()).isEqualTo("awaiting_consent");
    assertOutcome(open(URI.create(back)), 200, "authorized");
  }

  @Test
  void a_cancelled_request_takes_no_code() {
    var asked = Asked.somebodyNew();
    var back = asked.approvedBy(asked.person());
    play.calls().cancel(asked.id());
    int calls = play.requests("POST", "/oauth/v3/token");

    assertOutcome(open(back), 400, "not_valid");

    assertThat(play.requests("POST", "/oauth/v3/token")).isEqualTo(calls);
    assertThat(asked.state()).isEqualTo("cancelled");
  }

  @Test
  void a_code_the_platform_does_not_know_fails_the_session() {
    var asked = Asked.somebodyNew();
    var back =
        asked.approvedBy(asked.person()).toString().replaceFirst("code=[^&]+", "code=madeup");

    assertOutcome(open(URI.create(back)), 502, "failed");

    assertThat(asked.state()).isEqualTo("failed");
    assertThat(asked.reason()).isEqualTo("code_spent");
  }

  @Test
  void an_answer_that_is_lost_spends_the_code_which_is_not_sent_again() {
    var asked = Asked.somebodyNew();
    var back = asked.approvedBy(asked.person());
    int calls = play.requests("POST", "/oauth/v3/token");
    play.sandbox().faults().loseAnswers("/oauth/v3/token", 1);

    assertOutcome(open(back), 502, "failed");

    assertThat(play.requests("POST", "/oauth/v3/token")).isEqualTo(calls + 1);
    assertThat(asked.state()).isEqualTo("failed");
    assertThat(asked.reason()).isEqualTo("code_spent");
    assertOutcome(open(back), 400, "not_valid");
  }

  @Test
  void who_only_looks_at_the_link_does_not_use_it_up() {
    var asked = Asked.somebodyNew();
    var back = asked.approvedBy(asked.person());
    assertThat(send("HEAD", back).statusCode()).isEqualTo(405);
    assertThat(send("POST", back).statusCode()).isEqualTo(405);
    assertThat(asked.state()).isEqualTo("awaiting_consent");
    assertOutcome(open(back), 200, "authorized");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?code=x",
        "?state=x",
        "?code=x&state=",
        "?code=&state=STATE",
        "?code=x&state=STATE&state=STATE",
        "?code=x&code=y&state=STATE",
        "?error=server_error&state=STATE",
        "?error=access_denied&code=x&state=STATE",
        "?error=access_denied",
        "?code=x&state=STATEx",
        "?code=x&state=..%2F..%2F",
        "?code=<script>alert(1)</script>&state=%3Cscript%3E",
        "?code=%00&state=%00"
      })
  void bad_input_of_any_kind_gets_the_same_page_and_changes_nothing(String query) {
    var asked = Asked.somebodyNew();
    var state = asked.link().toString().replaceFirst(".*&state=([^&]+)&.*", "$1");
    var target = (CALLBACK + query.replace("STATE", state)).replace("<", "%3C").replace(">", "%3E");
    var page = raw(target);
    assertThat(page).startsWith("HTTP/1.1 400").contains("data-outcome=\"not_valid\"");
    assertThat(page).doesNotContain("script", state);
    assertThat(asked.state()).isEqualTo("awaiting_consent");
  }

  /** The framework turns these away, in its own way and before they are anybody's. */
  @ParameterizedTest
  @ValueSource(strings = {"?code=x&state=%zz", "?code=x&state=%"})
  void an_address_that_cannot_be_read_is_refused_and_not_repeated(String query) {
    assertThat(raw(CALLBACK + query)).startsWith("HTTP/1.1 400").doesNotContain("%zz", "state=");
  }

  /** What is not even an address cannot be sent by a client that knows what an address is. */
  private static String raw(String target) {
    var base = play.calls().base();
    try (var socket = new Socket(base.getHost(), base.getPort())) {
      var request = "GET " + target + " HTTP/1.1\r\nHost: larkspur\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"zh-CN,链接已失效", "ja,リンクは無効です", "fr,This link is not valid"})
  void the_page_speaks_the_browsers_language(String language, String title) {
    assertThat(open(callback("?x"), "Accept-Language", language).body())
        .contains("<h1>" + title + "</h1>");
  }

  @Test
  void an_app_that_is_not_set_up_for_it_is_named_in_the_answer() {
    try (var without = Play.begin(Play.QUICK, 1)) {
      var answer = without.calls().ask(without.ann().openId(), "{\"method\": \"oauth\"}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo("method");
      assertThat(answer.body().has("authorize_url")).isFalse();
    }
  }

  @Test
  void no_output_tells_code_state_or_link(@TempDir Path folder) throws Exception {
    var output = folder.resolve("out");
    try (var other = Play.begin(Play.QUICK, 0)) {
      var settings = new HashMap<>(other.allSettings());
      settings.put("LARKSPUR_FEISHU_REDIRECT_URL", "http://127.0.0.1:1" + CALLBACK);
      settings.put("LARKSPUR_HOME", folder.resolve("home").toString());
      try (var server = ServerProcess.start(settings, output)) {
        var calls = other.calls(server.url(), Play.ADMIN_KEY);
        var link =
            URI.create(
                calls.ask(other.ann().openId(), "{\"method\": \"oauth\"}").text("authorize_url"));
        var back = other.sandbox().browser().approve(link, other.ann().openId());
        var here = server.url().resolve(CALLBACK + "?" + back.getRawQuery());
        assertOutcome(open(here), 200, "authorized");
        assertOutcome(open(here), 400, "not_valid");
        var query = List.of(back.getRawQuery().split("[=&]"));
        assertThat(Files.readString(output))
            .doesNotContain(query.get(1), query.get(3), link.toString(), "code_challenge");
      }
    }
  }
}
