package dev.larkspur.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.callback.CallbackRequest;
import dev.larkspur.sandbox.callback.Callbacks;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.world.SamplePerson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console is switched to HTTP: presses are posted, sealed and signed. */
class CallbackEndToEndTest {
  private static final String KEY = "an-encrypt-key-of-the-tests";
  private static final String TOKEN = "a-verification-token-of-the-tests";

  private static Play play;
  private static Callbacks platform;

  @BeforeAll
  static void begin() {
    play =
        Play.begin(
            Play.QUICK,
            1,
            Map.of(
                "larkspur.feishu.apps.demo.encrypt-key",
                KEY,
                "larkspur.feishu.apps.demo.verification-token",
                TOKEN));
    platform = play.sandbox().callbacks();
    platform.overHttp(address(play.sandbox().appId()), TOKEN, KEY);
  }

  private static URI address(String app) {
    return play.calls().base().resolve("/callbacks/feishu/" + app);
  }

  @AfterAll
  static void end() {
    play.close();
  }

  /** Asked by a card that nobody has pressed. */
  private record Asked(SamplePerson person, String id, ShownCard card) {
    static Asked somebodyNew() {
      var person = play.somebody();
      var id = play.calls().ask(person.openId(), "{\"method\": \"http_callback\"}").text("id");
      return new Asked(person, id, sandbox().awaitCard(person.openId(), Play.PATIENCE));
    }

    static Sandbox sandbox() {
      return play.sandbox();
    }

    JsonNode press() {
      var value = card.button("authorize").orElseThrow().value().orElseThrow();
      return sandbox().clickEvent(card.messageId(), person.openId(), value);
    }

    String state() {
      return play.calls().authorization(id).text("state");
    }
  }

  @Test
  void a_press_is_posted_answered_with_the_link_and_leads_to_the_token() {
    var person = play.somebody();
    var asked = play.calls().ask(person.openId(), "{\"method\": \"http_callback\"}");
    assertThat(asked.text("method")).isEqualTo("http_callback");

    play.sandbox().approve(play.clickThrough(person), person.openId());

    play.calls().await(asked.text("id"), "completed");
    assertThat(play.calls().token(person.openId()).status()).isEqualTo(200);
  }

  @Test
  void an_address_of_another_app_or_with_another_key_fails_the_handshake_and_stays_unset() {
    assertThatThrownBy(() -> platform.overHttp(address("cli_unknown"), TOKEN, KEY)).isNotNull();
    var mine = address(play.sandbox().appId());
    assertThatThrownBy(() -> platform.overHttp(mine, TOKEN, "another-key")).isNotNull();
    assertThatThrownBy(() -> platform.overHttp(mine, "another-token", KEY)).isNotNull();
    assertThatThrownBy(() -> platform.overHttp(mine, TOKEN, null)).isNotNull();
    assertThat(platform.url()).contains(mine);
  }

  private static void assertRefused(UnaryOperator<CallbackRequest> spoilt) {
    var asked = Asked.somebodyNew();

    var answer = platform.send(spoilt.apply(platform.request(asked.press())));

    assertThat(answer.status()).as(answer.body()).isEqualTo(401);
    assertThat(answer.body()).contains("\"code\":\"unauthenticated\"", "\"retryable\":false");
    assertThat(asked.state()).isEqualTo("pending");
  }

  @Test
  void what_is_not_signed_by_the_platform_is_refused_and_changes_nothing() {
    assertRefused(it -> it.with(CallbackRequest.SIGNATURE, "0".repeat(64)));
    assertRefused(it -> it.with(CallbackRequest.NONCE, "another"));
    assertRefused(it -> it.without(CallbackRequest.SIGNATURE));
    assertRefused(it -> it.withBody(it.body() + " "));
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, -301, 301, 3600})
  void what_was_signed_at_another_time_is_refused_though_the_signature_is_right(long seconds) {
    var asked = Asked.somebodyNew();
    var signedAt = Instant.now().plusSeconds(seconds < 0 ? seconds - 5 : seconds + 5);

    var answer = platform.send(platform.request(asked.press(), signedAt));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(asked.state()).isEqualTo("pending");
  }

  @Test
  void what_is_posted_twice_counts_once() {
    var asked = Asked.somebodyNew();
    var request = platform.request(asked.press());
    int before = play.requests("POST", "/oauth/v1/device_authorization");

    assertThat(platform.send(request).status()).isEqualTo(200);
    assertThat(platform.send(request).status()).isEqualTo(200);

    assertThat(play.requests("POST", "/oauth/v1/device_authorization")).isEqualTo(before + 1);
    assertThat(asked.state()).isEqualTo("awaiting_consent");
  }

  @Test
  void a_plain_body_is_refused_though_it_is_signed() {
    assertRefused(
        it -> {
          var challenge = "{\"type\":\"url_verification\",\"challenge\":\"x\",\"token\":\"" + TOKEN;
          return it.withBody(challenge + "\"}").without(CallbackRequest.SIGNATURE);
        });
  }

  @Test
  void whatever_is_posted_nothing_breaks() {
    var random = new Random(20261126);
    var asked = Asked.somebodyNew();
    var good = platform.request(asked.press());
    for (int i = 0; i < 200; i++) {
      var body = good.body().getBytes(StandardCharsets.UTF_8);
      body[random.nextInt(body.length)] ^= (byte) random.nextInt(1, 256); // differs for certain
      assertThat(platform.send(body, good.headers()).status()).isEqualTo(401);
    }
    for (var body : new String[] {"", "{", "[]", "null", "{\"encrypt\":7}", "[".repeat(30_000)}) {
      assertThat(platform.send(body.getBytes(StandardCharsets.UTF_8), Map.of()).status())
          .as(body)
          .isIn(400, 401);
    }
    assertThat(asked.state()).isEqualTo("pending");
    assertThat(platform.send(good).status()).isEqualTo(200);
  }
}
