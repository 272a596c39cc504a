package dev.larkspur.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.Await;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Cards;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.transport.AppLine;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.RefreshFaults.Fault;
import dev.larkspur.sandbox.world.RefreshFaults.How;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);
  private final String ann = sandbox.people().getFirst().openId();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_people_and_their_cards_can_be_read() {
    app.send(ann, Cards.asking(), "");
    var people = app.get("/sandbox/people", "").json().path("people");
    assertThat(people).hasSize(4);
    assertThat(people.at("/0/open_id").asText()).isEqualTo(ann);
    assertThat(people.at("/0/messages").asInt()).isEqualTo(1);
    var cards = app.get("/sandbox/people/" + ann + "/cards", "").json().path("cards");
    assertThat(cards.at("/0/card/schema").asText()).isEqualTo("2.0");
    var added = post("/sandbox/people", "{\"name\":\"Eve\"}");
    assertThat(added.status()).isEqualTo(201);
    assertThat(sandbox.people().getLast().name()).isEqualTo("Eve");
  }

  @Test
  void a_click_and_an_approval_can_be_made_by_hand() {
    var begun = app.begin("offline_access").json();
    var link = begun.path("verification_uri_complete").asText();
    var message = app.send(ann, Cards.asking(), "").json().at("/data/message_id").asText();
    var answer =
        "{\"toast\":{\"content\":\"Ok\"},\"card\":{\"type\":\"raw\",\"data\":%s}}"
            .formatted(Cards.leadingTo(link));
    try (var _ = AppLine.answering(sandbox, answer)) {
      sandbox.awaitConnections(1, SOON);
      var click = Json.object().put("message_id", message).put("open_id", ann);
      var result = post("/sandbox/click", click.put("act", "authorize").toString()).json();
      assertThat(result.path("error_code").asInt()).isZero();
      assertThat(result.path("card_replaced").asBoolean()).isTrue();
      assertThat(result.at("/toast/content").asText()).isEqualTo("Ok");
    }
    var decision = Json.object().put("message_id", message).put("open_id", ann).toString();
    assertThat(post("/sandbox/approve", decision).status()).isEqualTo(200);
    assertThat(post("/sandbox/deny", decision).status()).as("too late").isEqualTo(400);
    assertThat(app.poll(begun.path("device_code").asText()).status()).isEqualTo(200);
  }

  @Test
  void time_can_be_advanced() {
    var code = app.begin("offline_access").json().path("device_code").asText();
    var time = post("/sandbox/clock/advance", "{\"seconds\":601}").json();
    assertThat(time.path("ahead_seconds").asInt()).isEqualTo(601);
    assertThat(app.poll(code).error()).isEqualTo("expired_token");
  }

  @Test
  void every_knob_can_be_turned_and_reset() {
    var knobs =
        """
        {"click_type":"card","cut":{"parts":3,"reversed":true},"deliver_twice":true,
         "mute_pongs":true,"refuse_handshakes":{"times":2,"how":"forbidden"},
         "bootstrap":{"code":403},"delay_pongs":{"ms":20},"pause_parts":{"ms":30},
         "linger_on_close":{"ms":40,"push":true},
         "answer":{"path":"/oauth/v3/token","times":1,"status":503,"body":{"code":20072}},
         "lose_answers":{"path":"/oauth/v1/revoke","times":1},"withhold_refresh_tokens":true,
         "refresh":{"how":"commit_then_drop","times":2},"revoking_ends_the_family":true}\
        """;
    assertThat(post("/sandbox/faults", knobs).status()).isEqualTo(200);
    var faults = sandbox.faults();
    assertThat(faults.clickType()).isEqualTo("card");
    assertThat(faults.parts()).isEqualTo(3);
    assertThat(faults.partsOutOfOrder()).isTrue();
    assertThat(faults.deliveredTwice()).isTrue();
    assertThat(faults.pongsMuted()).isTrue();
    assertThat(faults.refreshTokensWithheld()).isTrue();
    assertThat(faults.refresh().take()).map(Fault::how).contains(How.COMMIT_THEN_DROP);
    assertThat(faults.revokingEndsFamily()).isTrue();
    assertThat(faults.takeAnswer("/callback/ws/endpoint").orElseThrow().body()).contains("403");
    assertThat(faults.line().pongDelay()).isEqualTo(Duration.ofMillis(20));
    assertThat(faults.line().pauseBetweenParts()).isEqualTo(Duration.ofMillis(30));
    assertThat(faults.line().linger()).isEqualTo(Duration.ofMillis(40));
    assertThat(faults.line().pushesToClosing()).isTrue();
    assertThat(app.poll("any").code()).isEqualTo(20072);
    assertThat(app.poll("any").status()).isEqualTo(400);
    assertThat(app.json("DELETE", "/sandbox/faults", "", "").status()).isEqualTo(204);
    assertThat(faults.parts()).isEqualTo(1);
    assertThat(faults.refresh().take()).isEmpty();
    assertThat(faults.line().pongDelay()).isZero();
    assertThat(faults.line().pauseBetweenParts()).isZero();
    assertThat(faults.line().linger()).isZero();
    assertThat(faults.takeRefusal()).isEmpty();
    assertThat(faults.takeLoss("/oauth/v1/revoke")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"no_such_knob\":1}",
        "{\"refuse_handshakes\":{\"how\":\"x\"}}",
        "{\"refresh\":{\"how\":\"x\"}}",
        "{\"refuse_handshakes\":{\"how\":\"busy\",\"status\":101}}",
        "{\"delay_pongs\":true}",
        "{\"linger_on_close\":{\"ms\":-1}}",
        "{\"refresh\":{\"how\":\"used\",\"share\":1.5}}",
        "{\"refresh\":{\"how\":\"used\",\"share\":\"x\"}}"
      })
  void a_knob_that_is_not_there_is_400(String body) {
    assertThat(post("/sandbox/faults", body).status()).isEqualTo(400);
  }

  @Test
  void the_journal_can_be_read_without_what_is_secret_in_it() {
    app.poll("a-device-code");
    var journal = app.get("/sandbox/journal", "");
    assertThat(journal.json().at("/requests/0/path").asText()).isEqualTo("/oauth/v3/token");
    assertThat(journal.text()).doesNotContain("a-device-code", sandbox.appSecret());
    app.get("/sandbox", "");
    app.refresh("x");
    assertThat(app.get("/sandbox/journal?newest=1", "").json().path("requests")).hasSize(1);
    assertThat(app.get("/sandbox/journal", "").json().path("requests"))
        .as("without looks at the sandbox itself")
        .hasSize(2);
    assertThat(app.get("/sandbox/journal?newest=x", "").status()).isEqualTo(400);
  }

  @Test
  void tokens_can_be_made_judged_and_counted() {
    var mint = Json.object().put("open_id", ann);
    mint.putArray("scopes").add("offline_access");
    var pair = post("/sandbox/mint", mint.toString()).json();
    assertThat(pair.path("token_type").asText()).isEqualTo("Bearer");
    app.refresh(pair.path("refresh_token").asText());

    var access = Json.object().put("access_token", pair.path("access_token").asText());
    assertThat(post("/sandbox/judge", access.toString()).text())
        .isEqualTo("{\"good\":true,\"expired\":false,\"open_id\":\"%s\"}".formatted(ann));
    sandbox.clock().advance(Duration.ofMinutes(1));
    assertThat(post("/sandbox/judge", access.toString()).json().path("expired").asBoolean())
        .isTrue();
    assertThat(post("/sandbox/judge", "{}").json().path("open_id").asText()).isEmpty();
    Await.until("delivered", () -> sandbox.counters().rotations().delivered() == 1);
    assertThat(app.get("/sandbox/counters", "").text())
        .isEqualTo(
            """
            {"refresh_tokens":2,"presentations":{"total":1,"max":1,"histogram":{"0":1,"1":1}},\
            "rotations":{"issued":1,"delivered":1},"refused_by_limit":0,\
            "token_calls_refused_by_limit":0,\
            "polls":{"total":0,"max":0},"refreshes_by_answer":{"ok":1}}\
            """);
    assertThat(app.get("/sandbox/people/" + ann + "/tokens", "").text())
        .isEqualTo(
            """
            {"rotations_delivered":1,"rotations_issued":1,"consents":1,\
            "refresh_token_live":true,"presentations_max":1,\
            "presentations":1,"presented_again":0}\
            """);
  }

  @Test
  void connections_can_be_counted_closed_and_cut() {
    try (var _ = AppLine.answering(sandbox, "{}")) {
      sandbox.awaitConnections(1, SOON);
      assertThat(app.get("/sandbox/connections", "").json().path("open").asInt()).isEqualTo(1);
      assertThat(post("/sandbox/connections/close", "").status()).isEqualTo(204);
      sandbox.awaitConnections(0, SOON);
    }
    try (var _ = AppLine.answering(sandbox, "{}")) {
      sandbox.awaitConnections(1, SOON);
      assertThat(post("/sandbox/connections/drop", "").status()).isEqualTo(204);
      sandbox.awaitConnections(0, SOON);
    }
  }

  @Test
  void the_pages_and_all_they_load_are_there() {
    assertThat(app.get("/sandbox", "").text()).contains("/sandbox/assets/control.js");
    var page = app.get("/chat", "");
    assertThat(page.text()).contains("href=\"/sandbox\"");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'");
    var files =
        List.of(
            "chat.css",
            "consent.css",
            "control.css",
            "chat.js",
            "card.js",
            "markdown.js",
            "control.js");
    for (var file : files) {
      assertThat(app.get("/sandbox/assets/" + file, "").status()).as(file).isEqualTo(200);
    }
    assertThat(app.get("/", "").status()).isEqualTo(302);
    assertThat(app.get("/sandbox/avatars/ou_nobody.svg", "").status()).isEqualTo(404);
  }

  @Test
  void an_open_page_is_told_of_every_card_at_once() throws Exception {
    var request =
        HttpRequest.newBuilder(sandbox.url().resolve("/sandbox/events"))
            .header("Accept", "text/event-stream")
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var stream = http.send(request, BodyHandlers.ofInputStream()).body();
      try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        assertThat(nextData(lines)).isEqualTo("{\"open\":0}");
        app.send(ann, Cards.asking(), "");
        assertThat(Json.readObject(nextData(lines)).path("open_id").asText()).isEqualTo(ann);
      }
    }
  }

  @Test
  void an_applink_opens_the_page_that_it_wraps_but_none_of_another_site() {
    var own = app.begin("offline_access").json().path("verification_uri_complete").asText();
    var path = "/client/web_url/open?mode=sidebar-semi&url=";
    var followed = app.get(path + URLEncoder.encode(own, StandardCharsets.UTF_8), "");
    assertThat(followed.status()).isEqualTo(302);
    assertThat(followed.headers().firstValue("Location")).contains(own);
    assertThat(app.get(path + "https%3A%2F%2Fexample.com", "").status()).isEqualTo(400);
  }

  @Test
  void a_page_of_another_site_cannot_drive_the_sandbox() throws Exception {
    var request =
        HttpRequest.newBuilder(sandbox.url().resolve("/sandbox/clock/advance"))
            .header("Origin", "https://example.com")
            .POST(BodyPublishers.ofString("{\"seconds\":1}"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }
    assertThat(sandbox.clock().ahead()).isZero();
  }

  private Calls.Answer post(String path, String body) {
    return app.json("POST", path, "", body);
  }

  private static String nextData(BufferedReader lines) throws IOException {
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.startsWith("data: ")) {
        return line.substring(6);
      }
    }
    throw new AssertionError("the stream ended");
  }
}
