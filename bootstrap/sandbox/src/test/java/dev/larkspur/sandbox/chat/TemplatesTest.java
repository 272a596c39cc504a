package dev.larkspur.sandbox.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Cards;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.transport.AppLine;
import dev.larkspur.sandbox.world.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cards that are sent as a template's id and variables. */
class TemplatesTest {
  private static final String ID = "AAqsandbox1";
  private static final String CARD =
      """
      {"schema":"2.0","header":{"title":{"tag":"plain_text","content":"Hello ${name}"}},
       "body":{"elements":[
        {"tag":"markdown","content":"${greeting} ${name}, ${unset}!"},
        {"tag":"button","text":{"tag":"plain_text","content":"Go"},"disabled":"${off}",
         "behaviors":[{"type":"callback","value":{"act":"${act}","extra":"${extra}"}}]}]}}""";

  private final Sandbox sandbox = Sandbox.start();
  private final Calls calls = new Calls(sandbox);
  private final String ann = sandbox.people().getFirst().openId();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_template_is_shown_filled_with_its_buttons_its_id_and_its_variables() {
    sandbox.templates().register(ID, CARD);
    var variables =
        Json.object()
            .put("name", "Ann $1")
            .put("greeting", "Good day")
            .put("act", "authorize")
            .put("off", false);
    variables.putObject("extra").put("n", 7);
    var sent = calls.send(ann, content(ID, variables), "");
    assertThat(sent.code()).isZero();
    var card = sandbox.card(sent.json().at("/data/message_id").asText()).orElseThrow();
    assertThat(card.title("en_us")).isEqualTo("Hello Ann $1");
    assertThat(card.text("en_us")).contains("Good day Ann $1, !");
    var button = card.button("authorize").orElseThrow();
    assertThat(button.disabled()).isFalse();
    assertThat(button.value().orElseThrow().at("/extra/n").asInt()).isEqualTo(7);
    assertThat(card.templateId()).isEqualTo(ID);
    assertThat(card.templateVariables()).isEqualTo(variables);
  }

  @Test
  void an_element_is_repeated_for_each_entry_of_a_list() {
    sandbox
        .templates()
        .register(
            ID,
            CARD.replace(
                "{\"tag\":\"markdown\"",
                "{\"repeat\":\"lines\",\"tag\":\"markdown\",\"content\":\"${line} of ${name}\"},"
                    + "{\"tag\":\"markdown\""));
    var variables = Json.object().put("name", "Ann");
    var lines = variables.putArray("lines");
    lines.addObject().put("line", "first");
    lines.addObject().put("line", "second").put("name", "Bo");
    var sent = calls.send(ann, content(ID, variables), "");
    var card = sandbox.card(sent.json().at("/data/message_id").asText()).orElseThrow();
    assertThat(card.text("en_us")).contains("first of Ann", "second of Bo");
  }

  @Test
  void a_card_that_is_of_no_template_says_so() {
    var sent = calls.send(ann, Cards.asking(), "").json();
    var card = sandbox.card(sent.at("/data/message_id").asText()).orElseThrow();
    assertThat(card.templateId()).isEmpty();
    assertThat(card.templateVariables().isMissingNode()).isTrue();
  }

  @Test
  void an_unknown_template_or_one_that_fills_to_no_card_is_230099() {
    var refused = calls.send(ann, content("AAqnothing", Json.object()), "");
    assertThat(refused.code()).isEqualTo(230099);
    assertThat(refused.json().path("msg").asText()).contains("template does not exist");
    sandbox.templates().register(ID, "{\"schema\":\"1.0\"}");
    assertThat(calls.send(ann, content(ID, Json.object()), "").code()).isEqualTo(230099);
  }

  @Test
  void an_answer_to_a_press_may_name_a_template() {
    sandbox.templates().register(ID, CARD);
    var sent = calls.send(ann, Cards.asking(), "").json();
    var message = sent.at("/data/message_id").asText();
    var known = answer(ID, Json.object().put("name", "Ann"));
    try (var _ = AppLine.answering(sandbox, known)) {
      sandbox.awaitConnections(1, Duration.ofSeconds(5));
      assertThat(sandbox.click(message, ann, "authorize").cardReplaced()).isTrue();
      assertThat(sandbox.card(message).orElseThrow().title("en_us")).isEqualTo("Hello Ann");
    }
    sandbox.dropConnections();
    try (var _ = AppLine.answering(sandbox, answer("AAqnothing", Json.object()))) {
      sandbox.awaitConnections(1, Duration.ofSeconds(5));
      var result = sandbox.clickRaw(message, ann, Json.object());
      assertThat(result.errorCode()).isEqualTo(200673);
      assertThat(sandbox.card(message).orElseThrow().title("en_us")).isEqualTo("Hello Ann");
    }
  }

  @Test
  void a_patch_may_name_a_template() {
    sandbox.templates().register(ID, CARD);
    var sent = calls.send(ann, Cards.asking(), "").json();
    var message = sent.at("/data/message_id").asText();
    assertThat(calls.patch(message, content(ID, Json.object().put("name", "Bo"))).code()).isZero();
    assertThat(sandbox.card(message).orElseThrow().title("en_us")).isEqualTo("Hello Bo");
  }

  @Test
  void a_template_can_be_registered_by_http() {
    ObjectNode body = Json.object().put("template_id", ID).set("card", Json.readObject(CARD));
    assertThat(calls.json("POST", "/sandbox/templates", "", body).status()).isEqualTo(204);
    assertThat(calls.send(ann, content(ID, Json.object()), "").code()).isZero();
    assertThat(calls.json("POST", "/sandbox/templates", "", "{}").status()).isEqualTo(400);
    assertThat(calls.json("POST", "/sandbox/templates", "", "{\"card\":{}}").status())
        .isEqualTo(400);
  }

  private static String content(String id, ObjectNode variables) {
    var content = Json.object().put("type", "template");
    content
        .putObject("data")
        .put("template_id", id)
        .put("template_version_name", "1.0.0")
        .set("template_variable", variables);
    return content.toString();
  }

  private static String answer(String id, ObjectNode variables) {
    return "{\"card\":" + content(id, variables) + "}";
  }
}
