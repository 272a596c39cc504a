package dev.larkspur.sandbox.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.sandbox.Await;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Cards;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.transport.AppLine;
import dev.larkspur.sandbox.world.Json;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallbacksTest {
  private static final String TOKEN = "v-of-the-console";
  private static final String KEY = "an encrypt key";
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withAckWithin(Duration.ofSeconds(2)));
  private final Callbacks callbacks = sandbox.callbacks();
  private final Calls calls = new Calls(sandbox);
  private final String ann = sandbox.people().getFirst().openId();
  private String message = "";

  @BeforeEach
  void send() {
    message = calls.send(ann, Cards.asking(), "").json().at("/data/message_id").asText();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_official_sdk_passes_the_handshake_and_takes_a_sealed_and_signed_press() {
    try (var app = CallbackApp.official(TOKEN, KEY)) {
      callbacks.overHttp(app.url(), TOKEN, KEY);
      var result = click();
      assertThat(result.detail()).isEmpty();
      assertThat(result.toastText()).isEqualTo("For " + ann);
      assertThat(app.received())
          .hasSize(2)
          .allMatch(posted -> Json.readObject(posted.body()).has("encrypt"))
          .allMatch(posted -> posted.headers().containsKey("X-lark-signature"));
    }
  }

  @Test
  void without_a_key_bodies_are_plain_and_unsigned() {
    try (var app = CallbackApp.official(TOKEN, "")) {
      callbacks.overHttp(app.url(), TOKEN, null);
      assertThat(click().toastText()).isEqualTo("For " + ann);
      var press = app.received().getLast();
      assertThat(press.headers()).doesNotContainKey("X-lark-signature");
      var event = Json.readObject(press.body());
      assertThat(event.at("/header/token").asText()).isEqualTo(TOKEN);
      assertThat(event.at("/event/action/value/act").asText()).isEqualTo("authorize");
    }
  }

  @Test
  void an_app_reads_in_its_own_settings_where_its_callbacks_go() {
    var path = "/open-apis/application/v6/applications/me?lang=en_us";
    try (var app = CallbackApp.official(TOKEN, KEY)) {
      callbacks.overHttp(app.url(), TOKEN, KEY);
      var told = calls.get(path, calls.tenantToken()).json().at("/data/app/callback_info");
      assertThat(told.path("callback_type").asText()).isEqualTo("webhook");
      assertThat(told.path("request_url").asText()).isEqualTo(app.url().toString());
    }
    sandbox.restore();
    var told = calls.get(path, calls.tenantToken()).json().at("/data/app/callback_info");
    assertThat(told.path("callback_type").asText()).isEqualTo("websocket");
  }

  @Test
  void the_answer_becomes_toast_and_card() {
    var answer =
        "{\"toast\":{\"content\":\"Ok\"},\"card\":{\"type\":\"raw\",\"data\":%s}}"
            .formatted(Cards.saying("Next"));
    try (var app = CallbackApp.answering(200, answer)) {
      callbacks.overHttp(app.url(), TOKEN, null);
      assertThat(click().cardReplaced()).isTrue();
      assertThat(sandbox.card(message).orElseThrow().title("en_us")).isEqualTo("Next");
    }
  }

  @Test
  void an_app_that_fails_the_handshake_is_named_and_everything_stays_as_it_was() {
    try (var _ = AppLine.answering(sandbox, "{}");
        var wrongEcho =
            CallbackApp.reacting(_ -> new CallbackAnswer(200, "{\"challenge\":\"x\"}"));
        var refusing = CallbackApp.reacting(_ -> new CallbackAnswer(403, ""));
        var otherKey = CallbackApp.official(TOKEN, "another key")) {
      sandbox.awaitConnections(1, SOON);
      assertFails(wrongEcho.url(), "does not repeat the challenge");
      assertFails(refusing.url(), "HTTP 403");
      assertFails(otherKey.url(), "HTTP 500");
      assertFails(URI.create("http://no-such-host.invalid/"), "no address");
      assertThat(callbacks.url()).isEmpty();
      assertThat(click().errorCode()).isZero();
    }
  }

  @Test
  void the_console_knows_one_way_at_a_time() {
    try (var line = AppLine.answering(sandbox, "{\"toast\":{\"content\":\"line\"}}");
        var app = CallbackApp.answering(200, "{\"toast\":{\"content\":\"http\"}}")) {
      sandbox.awaitConnections(1, SOON);
      callbacks.overHttp(app.url(), TOKEN, null);
      assertThat(click().toastText()).isEqualTo("http");
      callbacks.overLongConnection();
      assertThat(click().toastText()).isEqualTo("line");
      callbacks.unset();
      assertThat(click().errorCode()).isEqualTo(200340);
      assertThat(app.received()).hasSize(2);
      assertThat(line).isNotNull();
    }
  }

  @Test
  void what_goes_wrong_shows_the_platforms_code() {
    assertThat(codeOf(503, "{}")).isEqualTo(200671);
    assertThat(codeOf(302, "")).isEqualTo(200671);
    assertThat(codeOf(200, "")).isEqualTo(200672);
    assertThat(codeOf(200, "[]")).isEqualTo(200672);
    assertThat(codeOf(200, "{\"card\":{\"type\":\"raw\",\"data\":{\"schema\":\"1.0\"}}}"))
        .isEqualTo(200673);
    assertThat(sandbox.card(message).orElseThrow().revision()).isEqualTo(1);
    // The address still stands in the console when nobody listens there any more.
    assertThat(click().errorCode()).isEqualTo(200342);
  }

  @Test
  void an_app_that_takes_longer_than_the_platform_waits_is_200341() throws Exception {
    try (var app = CallbackApp.answering(200, "{}")) {
      callbacks.overHttp(app.url(), TOKEN, null);
    }
    try (var silent =
        new ServerSocket(
            callbacks.url().orElseThrow().getPort(), 5, InetAddress.getLoopbackAddress())) {
      var result = click();
      assertThat(result.errorCode()).isEqualTo(200341);
      assertThat(result.took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
      assertThat(silent.isBound()).isTrue();
    }
  }

  @Test
  void a_press_can_be_posted_twice() {
    sandbox.faults().deliverTwice(true);
    try (var app = CallbackApp.answering(200, "{}")) {
      callbacks.overHttp(app.url(), TOKEN, null);
      click();
      Await.until("the press came twice", () -> app.received().size() == 3);
      assertThat(app.received().get(1)).isEqualTo(app.received().get(2));
    }
  }

  @Test
  void a_request_can_be_spoilt_before_it_is_sent() {
    try (var app = CallbackApp.official(TOKEN, KEY)) {
      callbacks.overHttp(app.url(), TOKEN, KEY);
      var event = sandbox.clickEvent(message, ann, Json.object().put("act", "authorize"));
      var good = callbacks.request(event);
      assertThat(callbacks.send(good).status()).isEqualTo(200);
      assertThat(callbacks.send(good).status()).as("a replay is the app's to find").isEqualTo(200);
      assertThat(callbacks.send(good.with("X-Lark-Signature", "00")).status()).isEqualTo(500);
      assertThat(callbacks.send(good.without("X-Lark-Signature")).status()).isEqualTo(500);
      assertThat(callbacks.send(good.withBody(event.toString())).status())
          .as("plain where a key is set")
          .isEqualTo(500);
      assertThat(callbacks.send(new byte[] {1, 2}, Map.of()).status()).isEqualTo(500);
      var old = callbacks.request(event, Instant.EPOCH);
      assertThat(old.headers()).containsEntry(CallbackRequest.TIMESTAMP, "0");
      assertThat(callbacks.send(old).status()).as("signed all the same").isEqualTo(200);
    }
  }

  @Test
  void neither_token_nor_key_is_shown() {
    var receiver = new Receiver(URI.create("http://x/"), TOKEN, new EncryptKey(KEY));
    var request = receiver.request(Json.object().put("token", TOKEN), Instant.EPOCH);
    assertThat(receiver + " " + new EncryptKey(KEY) + request).doesNotContain(TOKEN, KEY);
    assertThat(request.withBody("a secret").toString()).doesNotContain("a secret");
  }

  @Test
  void the_switch_can_be_turned_by_http() {
    try (var app = CallbackApp.answering(200, "{\"toast\":{\"content\":\"http\"}}");
        var refusing = CallbackApp.reacting(_ -> new CallbackAnswer(404, ""))) {
      var refused = set(address(refusing));
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.error()).contains("HTTP 404").doesNotContain(TOKEN);
      assertThat(set("{\"url\":\"ftp://x\",\"verification_token\":\"v\"}").status()).isEqualTo(400);
      assertThat(set("{\"mode\":\"pigeon\"}").status()).isEqualTo(400);

      assertThat(set(address(app)).json().path("mode").asText()).isEqualTo("http");
      assertThat(click().toastText()).isEqualTo("http");
      var raw =
          calls.json(
              "POST",
              "/sandbox/callbacks/raw",
              "",
              "{\"body\":\"{}\",\"headers\":{\"X-Lark-Signature\":\"00\"}}");
      assertThat(raw.json().path("status").asInt()).isEqualTo(200);
      assertThat(app.received().getLast().headers()).containsEntry("X-lark-signature", "00");
      app.stopListening();
      assertThat(calls.json("POST", "/sandbox/callbacks/raw", "", "{\"body\":\"{}\"}").status())
          .isEqualTo(502);
      assertThat(set("{\"mode\":\"long_connection\"}").json().path("mode").asText())
          .isEqualTo("long_connection");
      assertThat(calls.json("POST", "/sandbox/callbacks/raw", "", "{}").status()).isEqualTo(400);
    }
  }

  private int codeOf(int status, String body) {
    try (var app = CallbackApp.answering(status, body)) {
      callbacks.overHttp(app.url(), TOKEN, null);
      return click().errorCode();
    }
  }

  private void assertFails(URI url, String why) {
    assertThatThrownBy(() -> callbacks.overHttp(url, TOKEN, KEY))
        .isInstanceOf(HandshakeFailed.class)
        .hasMessageContaining(why);
  }

  private ClickResult click() {
    return sandbox.click(message, ann, "authorize");
  }

  private Calls.Answer set(String body) {
    return calls.json("POST", "/sandbox/callbacks", "", body);
  }

  private static String address(CallbackApp app) {
    return Json.object()
        .put("url", app.url().toString())
        .put("verification_token", TOKEN)
        .toString();
  }
}
