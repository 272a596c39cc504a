package dev.larkspur.sandbox.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Cards;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.callback.CallbackAnswer;
import dev.larkspur.sandbox.callback.CallbackApp;
import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.world.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The token of a press changes the pressed card for a while after the answer. */
class CardUpdatesTest {
  private static final String UPDATE = "/open-apis/interactive/v1/card/update";

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withAckWithin(Duration.ofSeconds(1)));
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
  void twice_within_half_an_hour_the_pressed_card_can_be_changed() {
    var token = tokenOfAPress(200, "{}");
    assertThat(update(token, Cards.saying("Once")).code()).isZero();
    assertThat(title()).isEqualTo("Once");
    assertThat(update(token, Cards.saying("Twice")).code()).isZero();
    assertThat(update(token, Cards.saying("Thrice")).code()).isEqualTo(300040);
    assertThat(title()).isEqualTo("Twice");
  }

  @Test
  void after_half_an_hour_the_token_has_expired() {
    var token = tokenOfAPress(200, "{}");
    sandbox.clock().advance(Duration.ofMinutes(30).plusSeconds(1));
    assertThat(update(token, Cards.saying("Late")).code()).isEqualTo(300030);
    assertThat(title()).isEqualTo("Authorize");
  }

  @Test
  void before_the_callback_was_answered_it_fails() {
    try (var app =
        CallbackApp.reacting(
            posted -> {
              var event = Json.readObject(posted.body());
              if (event.has("challenge")) {
                return new CallbackAnswer(200, posted.body());
              }
              var early = update(event.at("/event/token").asText(), Cards.saying("Early"));
              return new CallbackAnswer(200, toast(Long.toString(early.code())));
            })) {
      sandbox.callbacks().overHttp(app.url(), "v", null);
      assertThat(click().toastText()).isEqualTo("300090");
      assertThat(title()).isEqualTo("Authorize");
      assertThat(update(lastToken(app), Cards.saying("Now")).code()).isZero();
    }
  }

  @Test
  void a_press_that_was_not_answered_well_leaves_a_token_that_is_good_for_nothing() {
    var token = tokenOfAPress(500, "{}");
    assertThat(update(token, Cards.saying("No")).code()).isEqualTo(300090);
  }

  @Test
  void a_bad_card_is_200310_and_does_not_use_up_the_token() {
    var token = tokenOfAPress(200, "{}");
    for (int i = 0; i < 3; i++) {
      assertThat(update(token, "{\"schema\":\"1.0\"}").code()).isEqualTo(200310);
    }
    assertThat(update(token, Cards.saying("Good")).code()).isZero();
  }

  @Test
  void an_unknown_token_a_missing_card_and_a_missing_tenant_token_are_refused() {
    assertThat(update("c-unknown", Cards.saying("x")).code()).isEqualTo(300020);
    assertThat(calls.json("POST", UPDATE, calls.tenantToken(), "{\"token\":\"c\"}").code())
        .isEqualTo(10002);
    assertThat(calls.json("POST", UPDATE, calls.tenantToken(), "no").code()).isEqualTo(10002);
    assertThat(calls.json("POST", UPDATE, "", "{}").code()).isEqualTo(99991661);
    assertThat(calls.json("POST", UPDATE, "t-wrong", "{}").code()).isEqualTo(99991663);
  }

  private String tokenOfAPress(int status, String answer) {
    try (var app = CallbackApp.answering(status, answer)) {
      sandbox.callbacks().overHttp(app.url(), "v", null);
      assertThat(click().ok()).isEqualTo(status == 200);
      return lastToken(app);
    }
  }

  private ClickResult click() {
    return sandbox.click(message, ann, "authorize");
  }

  private String title() {
    return sandbox.card(message).orElseThrow().title("en_us");
  }

  private Calls.Answer update(String token, String card) {
    JsonNode body = Json.object().put("token", token).set("card", Json.readObject(card));
    return calls.json("POST", UPDATE, calls.tenantToken(), body);
  }

  private static String lastToken(CallbackApp app) {
    return Json.readObject(app.received().getLast().body()).at("/event/token").asText();
  }

  private static String toast(String text) {
    return "{\"toast\":{\"content\":\"" + text + "\"}}";
  }
}
