package dev.larkspur.sandbox.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Cards;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SamplePerson;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final String SEND = "/open-apis/im/v1/messages?receive_id_type=";

  private final Sandbox sandbox = Sandbox.start();
  private final Calls app = new Calls(sandbox);
  private final SamplePerson ann = sandbox.people().getFirst();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_sent_card_stands_in_the_chat() {
    var sent = app.send(ann.openId(), Cards.asking(), "").json().path("data");
    var card = sandbox.card(sent.path("message_id").asText()).orElseThrow();
    assertThat(sent.path("message_id").asText()).startsWith("om_");
    assertThat(sent.path("chat_id").asText()).isEqualTo(ann.chatId());
    assertThat(card.openId()).isEqualTo(ann.openId());
    assertThat(card.title("zh_cn")).isEqualTo("授权");
    assertThat(card.button("authorize").orElseThrow().text("en_us")).isEqualTo("Go");
  }

  @Test
  void people_are_found_by_every_kind_of_id() {
    assertThat(sendTo("union_id", ann.unionId())).isZero();
    assertThat(sendTo("user_id", ann.userId())).isZero();
    assertThat(sendTo("email", ann.email())).isZero();
    assertThat(sendTo("chat_id", ann.chatId())).isZero();
    assertThat(sandbox.cards(ann.openId())).hasSize(4);
  }

  @Test
  void the_same_uuid_within_an_hour_is_the_same_message() {
    var first = id(app.send(ann.openId(), Cards.asking(), "once"));
    assertThat(id(app.send(ann.openId(), Cards.asking(), "once"))).isEqualTo(first);
    assertThat(sandbox.cards(ann.openId())).hasSize(1);
    sandbox.clock().advance(Duration.ofMinutes(61));
    assertThat(id(app.send(ann.openId(), Cards.asking(), "once"))).isNotEqualTo(first);
  }

  @Test
  void without_a_tenant_token_a_message_is_99991663_and_with_a_persons_99991668() {
    var body = Json.object();
    assertThat(app.json("POST", SEND + "open_id", "t-wrong", body).code()).isEqualTo(99991663);
    assertThat(app.json("POST", SEND + "open_id", "", body).code()).isEqualTo(99991661);
    var userToken = app.tokens(ann.openId(), "offline_access").path("access_token").asText();
    assertThat(app.json("POST", SEND + "open_id", userToken, body).code()).isEqualTo(99991668);
  }

  @Test
  void an_unknown_person_is_99992351_and_one_outside_the_availability_230013() {
    var dora = sandbox.people().get(3);
    assertThat(app.send("ou_nobody", Cards.asking(), "").code()).isEqualTo(99992351);
    assertThat(app.send(dora.openId(), Cards.asking(), "").code()).isEqualTo(230013);
  }

  @Test
  void a_sixth_message_to_one_person_within_a_second_is_230020() {
    for (int i = 0; i < 5; i++) {
      assertThat(app.send(ann.openId(), Cards.asking(), "").code()).isZero();
    }
    assertThat(app.send(ann.openId(), Cards.asking(), "").code()).isEqualTo(230020);
    sandbox.clock().advance(Duration.ofSeconds(1));
    assertThat(app.send(ann.openId(), Cards.asking(), "").code()).isZero();
  }

  @Test
  void the_51st_message_of_the_app_within_a_second_is_429() {
    var people = sandbox.addPeople(60);
    var token = app.tenantToken();
    var statuses =
        people.parallelStream()
            .map(person -> send(token, person.openId(), Cards.saying("hello")).status())
            .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    assertThat(statuses).containsOnlyKeys(200, 429);
    assertThat(sandbox.counters().refusedByLimit()).isEqualTo(statuses.get(429));
    assertThat(sandbox.counters().tokenCallsRefusedByLimit()).isZero();
  }

  @Test
  void what_is_no_card_is_230099_with_the_reason() {
    assertBad("not json", "not a JSON object");
    assertBad("{}", "schema is not 2.0");
    assertBad("{\"schema\":\"2.0\",\"body\":{}}", "body.elements");
    assertBad(
        "{\"schema\":\"2.0\",\"config\":{\"update_multi\":false},\"body\":{\"elements\":[]}}",
        "update_multi");
    assertBad(cardOf("{\"tag\":\"action\",\"actions\":[]}"), "do not support tag action");
    assertBad(cardOf("{\"tag\":\"button\",\"behaviors\":[{\"type\":\"open_url\"}]}"), "open_url");
    assertBad(Cards.saying("x".repeat(31_000)), "30 KB");
    var many =
        IntStream.rangeClosed(0, 200)
            .mapToObj(_ -> "{\"tag\":\"hr\"}")
            .collect(Collectors.joining(","));
    assertBad(cardOf(many), "200 elements");
  }

  @Test
  void a_patch_puts_another_card_in_its_place() {
    var id = id(app.send(ann.openId(), Cards.asking(), ""));
    assertThat(app.patch(id, Cards.saying("Done")).code()).isZero();
    var card = sandbox.card(id).orElseThrow();
    assertThat(card.title("en_us")).isEqualTo("Done");
    assertThat(card.revision()).isEqualTo(2);
  }

  @Test
  void a_patch_of_an_unknown_recalled_or_old_message_or_with_a_bad_card_is_refused() {
    var id = id(app.send(ann.openId(), Cards.asking(), ""));
    assertThat(app.patch("om_unknown", Cards.asking()).code()).isEqualTo(230001);
    assertThat(app.patch(id, "{}").code()).isEqualTo(230099);
    sandbox.clock().advance(Duration.ofDays(14).plusSeconds(1));
    assertThat(app.patch(id, Cards.asking()).code()).isEqualTo(230031);
    var recalled = id(app.send(ann.openId(), Cards.asking(), ""));
    sandbox.recall(recalled);
    assertThat(app.patch(recalled, Cards.asking()).code()).isEqualTo(230011);
  }

  @Test
  void a_sixth_patch_of_one_message_within_a_second_is_230020() {
    var id = id(app.send(ann.openId(), Cards.asking(), ""));
    for (int i = 0; i < 5; i++) {
      assertThat(app.patch(id, Cards.asking()).code()).isZero();
    }
    assertThat(app.patch(id, Cards.asking()).code()).isEqualTo(230020);
  }

  @Test
  void the_app_can_recall_its_message() {
    var id = id(app.send(ann.openId(), Cards.asking(), ""));
    var path = "/open-apis/im/v1/messages/" + id;
    assertThat(app.json("DELETE", path, app.tenantToken(), "").code()).isZero();
    assertThat(sandbox.card(id).orElseThrow().recalled()).isTrue();
  }

  private void assertBad(String content, String reason) {
    var refused = app.send(ann.openId(), content, "");
    assertThat(refused.code()).isEqualTo(230099);
    assertThat(refused.json().path("msg").asText()).contains(reason);
  }

  private static String cardOf(String elements) {
    return "{\"schema\":\"2.0\",\"body\":{\"elements\":[" + elements + "]}}";
  }

  private long sendTo(String type, String id) {
    var body = message(id, Cards.asking());
    return app.json("POST", SEND + type, app.tenantToken(), body).code();
  }

  private Calls.Answer send(String token, String openId, String card) {
    return app.json("POST", SEND + "open_id", token, message(openId, card));
  }

  private static Object message(String id, String card) {
    return Json.object().put("receive_id", id).put("msg_type", "interactive").put("content", card);
  }

  private static String id(Calls.Answer sent) {
    return sent.json().at("/data/message_id").asText();
  }
}
