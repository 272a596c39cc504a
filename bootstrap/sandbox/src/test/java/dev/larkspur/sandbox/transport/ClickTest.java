package dev.larkspur.sandbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Cards;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.transport.Frame.Header;
import dev.larkspur.sandbox.world.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the press of a button, over the line and its acknowledgement, to what the person sees. */
class ClickTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String TOAST =
      "{\"toast\":{\"type\":\"info\",\"content\":\"Hi\",\"i18n\":{\"zh_cn\":\"你好\"}}}";

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withAckWithin(Duration.ofMillis(400)));
  private final Calls app = new Calls(sandbox);
  private final String ann = sandbox.people().getFirst().openId();
  private String message = "";

  @BeforeEach
  void send() {
    message = app.send(ann, Cards.asking(), "").json().at("/data/message_id").asText();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_click_arrives_as_card_action_trigger() throws Exception {
    try (var line = AppLine.answering(sandbox, "{}")) {
      sandbox.awaitConnections(1, SOON);
      assertThat(click().errorCode()).isZero();
      var frame = line.next(1_000).orElseThrow();
      assertThat(frame.method()).isEqualTo(Frame.DATA);
      assertThat(frame.headers())
          .extracting(Header::key)
          .containsExactlyInAnyOrder(
              "type", "message_id", "sum", "seq", "trace_id", "instance_id", "timestamp");
      assertThat(frame.header("type")).contains("event");
      var event = Json.readObject(frame.payload().text());
      assertThat(event.path("schema").asText()).isEqualTo("2.0");
      assertThat(event.at("/header/event_type").asText()).isEqualTo("card.action.trigger");
      assertThat(event.at("/header/app_id").asText()).isEqualTo(sandbox.appId());
      assertThat(event.at("/header/tenant_key").asText()).isEqualTo(sandbox.tenantKey());
      assertThat(event.at("/header/create_time").asText()).hasSize(16);
      assertThat(event.at("/event/operator/open_id").asText()).isEqualTo(ann);
      assertThat(event.at("/event/action/value/act").asText()).isEqualTo("authorize");
      assertThat(event.at("/event/context/open_message_id").asText()).isEqualTo(message);
      assertThat(event.at("/event/token").asText()).startsWith("c-");
      assertThat(sandbox.issuedSecrets()).contains(event.at("/event/token").asText());
    }
  }

  @Test
  void the_answer_becomes_toast_and_card() {
    var answer =
        "{\"toast\":{\"type\":\"success\",\"content\":\"Ok\"},\"card\":{\"type\":\"raw\",\"data\":"
            + Cards.saying("Next")
            + "}}";
    var result = clickWith(frame -> AppLine.ack(frame, 200, answer));
    assertThat(result.toastType()).isEqualTo("success");
    assertThat(result.toastText()).isEqualTo("Ok");
    assertThat(result.cardReplaced()).isTrue();
    assertThat(sandbox.card(message).orElseThrow().title("en_us")).isEqualTo("Next");
  }

  @Test
  void a_toast_speaks_several_languages() {
    var result = clickWith(frame -> AppLine.ack(frame, 200, TOAST));
    assertThat(result.toastText("zh_cn")).isEqualTo("你好");
    assertThat(result.toastText("en_us")).isEqualTo("Hi");
    assertThat(result.cardReplaced()).isFalse();
  }

  @Test
  void without_a_connection_a_click_is_200340() {
    assertThat(click().errorCode()).isEqualTo(200340);
  }

  @Test
  void an_answer_that_never_comes_is_200341() {
    try (var _ = AppLine.reacting(sandbox, _ -> Optional.empty())) {
      sandbox.awaitConnections(1, SOON);
      var result = click();
      assertThat(result.errorCode()).isEqualTo(200341);
      assertThat(result.took()).isBetween(Duration.ofMillis(400), Duration.ofSeconds(3));
    }
  }

  @Test
  void a_failed_handler_or_an_answer_without_data_is_200340() {
    assertThat(clickWith(frame -> AppLine.ack(frame, 500, "{}")).errorCode()).isEqualTo(200340);
    assertThat(clickWith(frame -> AppLine.reply(frame, "{\"code\":200}")).errorCode())
        .isEqualTo(200340);
    assertThat(clickWith(frame -> AppLine.reply(frame, "nonsense")).errorCode()).isEqualTo(200340);
    assertThat(
            clickWith(frame -> AppLine.reply(frame, "{\"code\":200,\"data\":\"%\"}")).errorCode())
        .isEqualTo(200340);
  }

  @Test
  void an_acknowledgement_that_does_not_repeat_the_frame_is_200340() {
    assertBadAck(
        ack -> new Frame(9999, ack.logId(), ack.service(), 1, ack.headers(), ack.payload()));
    assertBadAck(
        ack ->
            new Frame(
                ack.seqId(), ack.logId() + 1, ack.service(), 1, ack.headers(), ack.payload()));
    assertBadAck(ack -> new Frame(ack.seqId(), ack.logId(), 1, 1, ack.headers(), ack.payload()));
    assertBadAck(ack -> without(ack, "instance_id"));
    assertBadAck(ack -> without(ack, "trace_id"));
    assertBadAck(ack -> without(ack, "biz_rt"));
  }

  @Test
  void where_acks_are_not_strict_a_rounded_log_id_and_a_negative_biz_rt_pass() {
    try (var lenient = Sandbox.start(SandboxOptions.defaults().withStrictAcks(false));
        var _ = AppLine.reacting(lenient, frame -> Optional.of(asNodeWould(frame)))) {
      lenient.awaitConnections(1, SOON);
      var someone = lenient.people().getFirst().openId();
      var sent = new Calls(lenient).send(someone, Cards.asking(), "").json();
      var id = sent.at("/data/message_id").asText();
      assertThat(lenient.click(id, someone, "authorize").errorCode()).isZero();
    }
    assertThat(clickWith(ClickTest::asNodeWould).errorCode()).isEqualTo(200340);
  }

  @Test
  void an_answer_with_a_bad_card_is_200673_and_one_that_is_no_object_200672() {
    var bad = "{\"card\":{\"type\":\"raw\",\"data\":{\"schema\":\"1.0\"}}}";
    assertThat(clickWith(frame -> AppLine.ack(frame, 200, bad)).errorCode()).isEqualTo(200673);
    assertThat(clickWith(frame -> AppLine.ack(frame, 200, "[]")).errorCode()).isEqualTo(200672);
    assertThat(sandbox.card(message).orElseThrow().revision()).isEqualTo(1);
  }

  @Test
  void clicks_can_arrive_as_type_card() throws Exception {
    sandbox.faults().clicksArriveAs("card");
    try (var line = AppLine.answering(sandbox, "{}")) {
      sandbox.awaitConnections(1, SOON);
      assertThat(click().errorCode()).isZero();
      assertThat(line.next(1_000).orElseThrow().header("type")).contains("card");
    }
  }

  @Test
  void a_message_can_come_in_parts_and_out_of_order() throws Exception {
    sandbox.faults().cutMessages(3, true);
    try (var line =
        AppLine.reacting(
            sandbox,
            frame ->
                frame.header("seq").filter("0"::equals).map(_ -> AppLine.ack(frame, 200, "{}")))) {
      sandbox.awaitConnections(1, SOON);
      assertThat(click().errorCode()).isZero();
      var parts = List.copyOf(line.received);
      assertThat(parts)
          .extracting(it -> it.header("seq").orElseThrow())
          .containsExactly("2", "1", "0");
      assertThat(parts).extracting(it -> it.header("sum").orElseThrow()).containsOnly("3");
      assertThat(parts)
          .extracting(it -> it.header("message_id").orElseThrow())
          .hasSize(3)
          .containsOnly(parts.getFirst().header("message_id").orElseThrow());
      var whole = new StringBuilder();
      parts.reversed().forEach(part -> whole.append(part.payload().text()));
      assertThat(Json.readObject(whole.toString()).path("schema").asText()).isEqualTo("2.0");
    }
  }

  @Test
  void a_message_can_be_delivered_twice() throws Exception {
    sandbox.faults().deliverTwice(true);
    try (var line = AppLine.answering(sandbox, "{}")) {
      sandbox.awaitConnections(1, SOON);
      click();
      var first = line.received.poll(5, TimeUnit.SECONDS);
      var second = line.received.poll(5, TimeUnit.SECONDS);
      assertThat(eventId(first)).isEqualTo(eventId(second));
      assertThat(first.header("message_id")).isNotEqualTo(second.header("message_id"));
    }
  }

  @Test
  void of_several_connections_one_gets_each_message() {
    try (var one = AppLine.answering(sandbox, "{}");
        var two = AppLine.answering(sandbox, "{}")) {
      sandbox.awaitConnections(2, SOON);
      for (int i = 0; i < 40; i++) {
        assertThat(click().errorCode()).isZero();
      }
      assertThat(one.received.size() + two.received.size()).isEqualTo(40);
      assertThat(one.received).isNotEmpty();
      assertThat(two.received).isNotEmpty();
    }
  }

  @Test
  void any_value_can_be_sent_by_anybody() throws Exception {
    var bo = sandbox.people().get(1).openId();
    try (var line = AppLine.answering(sandbox, TOAST)) {
      sandbox.awaitConnections(1, SOON);
      sandbox.clickRaw(message, bo, Json.object().put("n", "forged"));
      var event = event(line.next(1_000).orElseThrow());
      assertThat(event.at("/event/operator/open_id").asText()).isEqualTo(bo);
      assertThat(event.at("/event/action/value/n").asText()).isEqualTo("forged");
    }
  }

  @Test
  void hostile_bytes_and_events_can_be_pushed() throws Exception {
    try (var line = AppLine.answering(sandbox, "{}")) {
      sandbox.awaitConnections(1, SOON);
      var event = sandbox.clickEvent(message, ann, Json.object());
      sandbox.pushEvent(event);
      assertThat(event(line.next(1_000).orElseThrow())).isEqualTo(event);
      assertThat(sandbox.deliver(event).outcome()).isEqualTo(Delivered.Outcome.ANSWERED);
      sandbox.pushRaw(FrameCodec.encode(new Frame(1, 2, 3, 4, List.of(), Payload.EMPTY)));
      assertThat(line.next(1_000)).as("the delivered one").isPresent();
      assertThat(line.next(1_000).orElseThrow().method()).isEqualTo(4);
    }
  }

  @Test
  void a_button_that_is_not_there_cannot_be_pressed() {
    assertThatThrownBy(() -> sandbox.click(message, ann, "decline"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("no button with act decline");
  }

  private ClickResult click() {
    return sandbox.click(message, ann, "authorize");
  }

  private ClickResult clickWith(UnaryOperator<Frame> reaction) {
    try (var _ = AppLine.reacting(sandbox, frame -> Optional.of(reaction.apply(frame)))) {
      sandbox.awaitConnections(1, SOON);
      return click();
    } finally {
      sandbox.dropConnections();
      sandbox.awaitConnections(0, SOON);
    }
  }

  private void assertBadAck(UnaryOperator<Frame> spoil) {
    var result = clickWith(frame -> spoil.apply(AppLine.ack(frame, 200, "{}")));
    assertThat(result.errorCode()).isEqualTo(200340);
    assertThat(result.detail()).isNotEmpty();
  }

  private static Frame without(Frame ack, String key) {
    var headers = new ArrayList<>(ack.headers());
    headers.removeIf(header -> header.key().equals(key));
    return new Frame(ack.seqId(), ack.logId(), ack.service(), ack.method(), headers, ack.payload());
  }

  private static Frame asNodeWould(Frame frame) {
    var headers = new ArrayList<>(frame.headers());
    headers.add(new Header("biz_rt", "-1"));
    var good = AppLine.ack(frame, 200, "{}");
    var rounded = (long) (double) frame.logId();
    return new Frame(frame.seqId(), rounded, frame.service(), 1, headers, good.payload());
  }

  private static JsonNode event(Frame frame) {
    return Json.readObject(frame.payload().text());
  }

  private static String eventId(Frame frame) {
    return event(frame).at("/header/event_id").asText();
  }
}
