package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larkspur.sandbox.chat.CardButton;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.world.SamplePerson;
import dev.larkspur.server.Calls.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A card as a service wishes for it, from the request to the chat and back. */
class CardEndToEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEND = "/open-apis/im/v1/messages";
  private static Play play;
  private static Calls calls;

  @BeforeAll
  static void begin() {
    play = Play.begin();
    calls = play.calls();
  }

  @AfterAll
  static void end() {
    play.close();
  }

  private static Answer ask(SamplePerson person, Map<String, ?> card) {
    var answer = calls.ask(person.openId(), JSON.valueToTree(Map.of("card", card)).toString());
    assertThat(answer.status()).isEqualTo(201);
    return answer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"open_id", "user_id", "union_id", "email", "chat_id"})
  void a_card_goes_to_every_kind_of_receiver_and_is_answered_there(String type) {
    var person = play.somebody();
    var to =
        switch (type) {
          case "open_id" -> person.openId();
          case "user_id" -> person.userId();
          case "union_id" -> person.unionId();
          case "email" -> person.email();
          default -> person.chatId();
        };
    var id = ask(person, Map.of("to", Map.of("type", type, "id", to))).text("id");
    play.sandbox().approve(play.clickThrough(person), person.openId());
    calls.await(id, "completed");
    assertThat(play.ownerOf(calls.token(person.openId()).text("access_token")))
        .isEqualTo(person.openId());
  }

  @Test
  void a_card_that_went_to_somebody_else_is_not_theirs_to_answer() {
    var person = play.somebody();
    var boss = play.somebody();
    var id = ask(person, Map.of("to", Map.of("type", "email", "id", boss.email()))).text("id");
    var card = play.sandbox().awaitCard(boss.openId(), PATIENCE);
    var press = play.sandbox().click(card.messageId(), boss.openId(), "authorize");
    assertThat(press.toastText("ja_jp")).isEqualTo("このカードは別の方宛てです。");
    assertThat(press.cardReplaced()).isFalse();
    assertThat(play.sandbox().click(card.messageId(), person.openId(), "authorize").cardReplaced())
        .isTrue();
    calls.await(id, "awaiting_consent");
  }

  @ParameterizedTest
  @CsvSource({"zh_cn,用途,拒绝", "en_us,What for,Decline", "ja_jp,目的,拒否する"})
  void a_card_says_what_the_service_wished_in_every_language(
      String language, String heading, String decline) {
    var person = play.somebody();
    ask(
        person,
        Map.of(
            "detail", "detailed",
            "message", "For the weekly report",
            "privacy_url", "https://example.com/privacy"));
    var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
    assertThat(card.text(language)).contains(heading, "For the weekly report");
    assertThat(card.button("decline").map(button -> button.text(language))).contains(decline);
    assertThat(card.buttons().stream().flatMap(button -> button.openUrl().stream()))
        .containsExactly("https://example.com/privacy");
  }

  @Test
  void a_concise_card_only_asks() {
    var person = play.somebody();
    ask(person, Map.of("detail", "concise"));
    var card = play.sandbox().awaitCard(person.openId(), PATIENCE);
    assertThat(card.text("en_us")).doesNotContain("docs:document:readonly");
    assertThat(card.buttons()).extracting(CardButton::act).containsExactly("authorize", "decline");
  }

  @Test
  void a_card_of_the_services_own_is_sent_pressed_and_changed() {
    play.sandbox().templates().register("AAqk_own", template().toString());
    var person = play.somebody();
    var id = ask(person, Map.of("template_id", "AAqk_own", "message", "Ours")).text("id");
    var asking = play.sandbox().awaitCard(person.openId(), PATIENCE);
    assertThat(asking.title("ja_jp")).isEqualTo("Travel: 承認のお願い");
    assertThat(asking.text("en_us")).contains("Ours", "docs:document:readonly");
    assertThat(asking.buttons())
        .extracting(CardButton::act)
        .containsExactly("authorize", "decline");

    var link = play.clickThrough(person);
    assertThat(link.title("en_us")).isEqualTo("Travel: One more step");
    play.sandbox().approve(link, person.openId());
    calls.await(id, "completed");

    var granted = await(asking, "Travel: Authorized");
    assertThat(granted.buttons()).extracting(CardButton::act).containsExactly("revoke");
    assertThat(play.sandbox().click(asking.messageId(), person.openId(), "revoke").ok()).isTrue();
    assertThat(await(asking, "Travel: Revoked").buttons()).isEmpty();
    assertThat(calls.token(person.openId()).status()).isEqualTo(404);
  }

  private static ShownCard await(ShownCard card, String title) {
    return play.sandbox()
        .awaitCard(card.messageId(), c -> c.title("en_us").equals(title), PATIENCE);
  }

  @Test
  void a_template_that_the_platform_does_not_know_fails_the_request() {
    var id = ask(play.somebody(), Map.of("template_id", "AAqk_unknown")).text("id");
    var failed = calls.await(id, "failed");
    assertThat(failed.text("reason")).isEqualTo("card_undeliverable");
    assertThat(failed.text("platform_code")).isEqualTo("230099");
    var told = // a moment after the session, which is what matters
        Await.until(
            "the card's state",
            PATIENCE,
            () -> calls.authorization(id),
            a -> a.body().at("/card/state").asText().equals("failed"));
    assertThat(told.body().at("/card/error/code").asText()).isEqualTo("230099");
  }

  @Test
  void a_card_that_is_limited_can_be_seen_to_be_tried_again_until_it_is_sent() {
    var faults = play.sandbox().faults();
    faults.answer(SEND, 2, 400, "{\"code\":230020,\"msg\":\"too often\"}");
    var id = ask(play.somebody(), Map.of()).text("id");
    Await.until(
        "an attempt in vain",
        PATIENCE,
        () -> calls.authorization(id).body(),
        body -> body.at("/card/attempts").asInt() > 0);
    var sent =
        Await.until(
            "a card",
            PATIENCE,
            () -> calls.authorization(id).body(),
            body -> body.at("/card/state").asText().equals("sent"));
    assertThat(sent.at("/card/attempts").asInt()).isZero();
    assertThat(sent.at("/card/error").isMissingNode()).isTrue();
    assertThat(sent.path("state").asText()).isEqualTo("pending");
  }

  /** As a service might make it: words by language, and lists of buttons. */
  private static JsonNode template() {
    return json(
        """
        {"schema":"2.0","config":{"update_multi":true},
         "header":{"template":"violet","title":{"tag":"plain_text","content":"Travel: ${title_en_us}",
           "i18n_content":{"zh_cn":"Travel: ${title_zh_cn}","en_us":"Travel: ${title_en_us}",
             "ja_jp":"Travel: ${title_ja_jp}"}}},
         "body":{"elements":[
          {"tag":"div","text":{"tag":"plain_text","content":"${text_en_us}"}},
          {"tag":"div","text":{"tag":"plain_text","content":"${message}"}},
          {"tag":"div","text":{"tag":"plain_text","content":"${scopes_en_us}"}},
          {"repeat":"presses","tag":"button","text":{"tag":"plain_text","content":"${label_en_us}"},
           "behaviors":[{"type":"callback","value":{"act":"${act}","rid":"${rid}","n":"${n}"}}]},
          {"repeat":"links","tag":"button","text":{"tag":"plain_text","content":"${label_en_us}"},
           "behaviors":[{"type":"open_url","default_url":"${url}"}]}]}}
        """);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
