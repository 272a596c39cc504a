package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.adapters.feishu.Await;
import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ShownCard;
import dev.larkspur.sandbox.transport.Delivered.Outcome;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a press of a button comes to, over a real connection. */
class LongConnectionTest {
  private Sandbox sandbox;
  private Deployment deployment;

  @BeforeEach
  void connect() {
    sandbox = Sandbox.start();
    deployment = Deployment.of(sandbox);
  }

  @AfterEach
  void stop() {
    deployment.close();
    sandbox.close();
  }

  @Test
  void the_answer_to_a_click_is_the_card_with_the_consent_link() {
    var card = ask();

    assertClickWorks(card);

    var now = sandbox.card(card.messageId()).orElseThrow();
    assertThat(now.text("en_us")).contains("Continue", "Open in browser");
    assertThat(sandbox.consentLink(now)).hasPath("/oauth/v1/device/verify");
  }

  @Test
  void a_card_that_came_with_the_answer_is_not_changed_again() {
    var card = ask();
    assertClickWorks(card);

    deployment.showCards();

    assertThat(sandbox.card(card.messageId()).orElseThrow().revision()).isEqualTo(2);
  }

  @Test
  void declining_ends_the_session_on_the_card() {
    var card = ask();

    var result = sandbox.click(card.messageId(), ann(), "decline");

    assertThat(result.ok()).as(result.detail()).isTrue();
    assertThat(sandbox.card(card.messageId()).orElseThrow().title("en_us")).isEqualTo("Declined");
    assertThat(deployment.session(card)).isInstanceOf(Denied.class);
  }

  @Test
  void another_persons_click_is_refused_and_changes_nothing() {
    var card = ask();

    var result = sandbox.click(card.messageId(), bo(), "authorize");

    assertThat(result.toastText()).isEqualTo("This card is for somebody else.");
    assertThat(result.toastText("zh_cn")).isEqualTo("这张卡片是发给其他人的。");
    assertThat(result.cardReplaced()).isFalse();
    assertThat(deployment.session(card)).isInstanceOf(Requested.class);
  }

  @Test
  void a_second_click_shows_the_same_link_again() {
    var card = ask();
    var value = card.button("authorize").orElseThrow().value().orElseThrow();
    assertClickWorks(card);
    var link = sandbox.consentLink(sandbox.card(card.messageId()).orElseThrow());

    var again = sandbox.clickRaw(card.messageId(), ann(), value);

    assertThat(again.ok()).as(again.detail()).isTrue();
    assertThat(sandbox.consentLink(sandbox.card(card.messageId()).orElseThrow())).isEqualTo(link);
    assertThat(sandbox.journal().requests("POST", "/oauth/v1/device_authorization")).hasSize(1);
  }

  @Test
  void a_click_on_a_settled_card_shows_how_it_ended() {
    var card = ask();
    var value = card.button("authorize").orElseThrow().value().orElseThrow();
    sandbox.click(card.messageId(), ann(), "decline");

    var late = sandbox.clickRaw(card.messageId(), ann(), value);

    assertThat(late.toastText()).isEqualTo("This request is settled already.");
    assertThat(late.cardReplaced()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"event", "card"})
  void presses_are_taken_whatever_they_are_called(String type) {
    sandbox.faults().clicksArriveAs(type);

    assertClickWorks(ask());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void presses_that_come_in_parts_are_put_together(boolean outOfOrder) {
    sandbox.faults().cutMessages(5, outOfOrder);

    assertClickWorks(ask());
  }

  @Test
  void a_press_that_is_delivered_twice_counts_once() {
    sandbox.faults().deliverTwice(true);
    var card = ask();

    var result = sandbox.click(card.messageId(), ann(), "authorize");

    assertThat(result.ok()).as(result.detail()).isTrue(); // with the card, or told to wait for it
    Await.until("one has the link", () -> deployment.session(card) instanceof AwaitingConsent);
    assertThat(sandbox.journal().requests("POST", "/oauth/v1/device_authorization")).hasSize(1);
  }

  @Test
  void a_wrong_nonce_is_an_old_card() {
    var card = ask();

    var result = sandbox.clickRaw(card.messageId(), ann(), bent(card, v -> v.put("n", "guess")));

    assertThat(result.toastText()).startsWith("This card is not valid.");
    assertThat(deployment.session(card)).isInstanceOf(Requested.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rid", "n"})
  void a_button_without_all_its_fields_is_an_old_card(String missing) {
    var card = ask();

    var result = sandbox.clickRaw(card.messageId(), ann(), bent(card, v -> v.remove(missing)));

    assertThat(result.toastText()).startsWith("This card is not valid.");
    assertThat(deployment.session(card)).isInstanceOf(Requested.class);
  }

  @Test
  void fields_of_a_wrong_kind_are_an_old_card() {
    var card = ask();

    var result =
        sandbox.clickRaw(card.messageId(), ann(), bent(card, v -> v.putObject("rid").put("a", 1)));

    assertThat(result.toastText()).startsWith("This card is not valid.");
  }

  @Test
  void an_unknown_session_is_said_to_be_unknown() {
    var card = ask();
    var unknown = UUID.randomUUID().toString();

    var result = sandbox.clickRaw(card.messageId(), ann(), bent(card, v -> v.put("rid", unknown)));

    assertThat(result.toastText()).isEqualTo("This request is not known any more.");
  }

  @Test
  void a_button_that_is_not_ours_is_answered_with_nothing() {
    var card = ask();

    var result = sandbox.clickRaw(card.messageId(), ann(), bent(card, v -> v.put("act", "vote")));

    assertThat(result.ok()).as(result.detail()).isTrue();
    assertThat(result.toast()).isEmpty();
    assertThat(deployment.session(card)).isInstanceOf(Requested.class);
  }

  @Test
  void a_value_that_is_no_object_is_answered_with_nothing_or_not_known() {
    var card = ask();

    var text = JsonNodeFactory.instance.textNode("authorize");
    var result = sandbox.deliver(sandbox.clickEvent(card.messageId(), ann(), text));

    assertThat(result.outcome()).isIn(Outcome.ANSWERED, Outcome.ANSWERED_WITHOUT_DATA);
    assertThat(deployment.session(card)).isInstanceOf(Requested.class);
  }

  @Test
  void an_event_of_another_app_changes_nothing() {
    assertChangesNothing(event -> header(event).put("app_id", "cli_0000000000000000"));
  }

  @Test
  void a_press_by_nobody_changes_nothing() {
    assertChangesNothing(event -> operator(event).remove("open_id"));
    assertChangesNothing(event -> operator(event).put("open_id", "ou_x y"));
  }

  @Test
  void an_unknown_event_is_acknowledged_without_an_answer() {
    var event = JsonNodeFactory.instance.objectNode().put("schema", "2.0");
    event.putObject("header").put("event_type", "im.message.receive_v1").put("event_id", "e1");

    assertThat(sandbox.deliver(event).outcome()).isEqualTo(Outcome.ANSWERED_WITHOUT_DATA);
  }

  @Test
  void an_event_of_another_tenant_changes_nothing_where_one_is_configured() {
    restart(Map.of("larkspur.feishu.apps.main.tenant-key", "another-tenant"));

    assertChangesNothing(_ -> {});
  }

  @Test
  void the_configured_tenant_and_token_are_let_through() {
    restart(
        Map.of(
            "larkspur.feishu.apps.main.tenant-key",
            sandbox.tenantKey(),
            "larkspur.feishu.apps.main.verification-token",
            sandbox.app().verificationToken()));

    assertClickWorks(ask());
  }

  @Test
  void a_wrong_verification_token_changes_nothing_where_one_is_configured() {
    restart(Map.of("larkspur.feishu.apps.main.verification-token", "another-token"));

    assertChangesNothing(_ -> {});
    assertChangesNothing(event -> header(event).remove("token"));
  }

  private void restart(Map<String, Object> settings) {
    deployment.close();
    sandbox.awaitConnections(0, Deployment.PATIENCE);
    deployment = Deployment.starting(sandbox, settings);
    sandbox.awaitConnections(1, Deployment.PATIENCE);
  }

  private void assertClickWorks(ShownCard card) {
    var result = sandbox.click(card.messageId(), ann(), "authorize");
    assertThat(result.errorCode()).as(result.detail()).isZero();
    assertThat(result.cardReplaced()).isTrue();
    assertThat(deployment.session(card)).isInstanceOf(AwaitingConsent.class);
  }

  private void assertChangesNothing(Consumer<ObjectNode> bend) {
    var card = ask();
    var value = card.button("authorize").orElseThrow().value().orElseThrow();
    var event = (ObjectNode) sandbox.clickEvent(card.messageId(), ann(), value);
    bend.accept(event);

    var result = sandbox.deliver(event);

    assertThat(result.outcome()).as(result.detail()).isEqualTo(Outcome.ANSWERED);
    assertThat(result.data()).isEmpty();
    assertThat(deployment.session(card)).isInstanceOf(Requested.class);
  }

  private static JsonNode bent(ShownCard card, Consumer<ObjectNode> bend) {
    var value = card.button("authorize").orElseThrow().value().orElseThrow().<ObjectNode>deepCopy();
    bend.accept(value);
    return value;
  }

  private static ObjectNode header(ObjectNode event) {
    return (ObjectNode) event.get("header");
  }

  private static ObjectNode operator(ObjectNode event) {
    return (ObjectNode) event.get("event").get("operator");
  }

  private ShownCard ask() {
    return deployment.ask(deployment.person(0));
  }

  private String ann() {
    return sandbox.people().get(0).openId();
  }

  private String bo() {
    return sandbox.people().get(1).openId();
  }
}
