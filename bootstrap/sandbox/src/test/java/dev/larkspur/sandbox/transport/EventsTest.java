package dev.larkspur.sandbox.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.Await;
import dev.larkspur.sandbox.Calls;
import dev.larkspur.sandbox.Cards;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.SandboxOptions;
import dev.larkspur.sandbox.world.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that the app does not acknowledge come again; presses never do. */
class EventsTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final List<Duration> SCHEDULE =
      List.of(
          Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(6));
  private static final Duration NEARLY = Duration.ofSeconds(3);

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withAckWithin(Duration.ofMillis(100)));
  private final Events events = sandbox.events();

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void an_event_that_is_not_acknowledged_comes_again_by_the_schedule_and_then_never()
      throws Exception {
    try (var line = silent()) {
      var event = message();
      events.publish(event);
      assertThat(next(line)).isEqualTo(event.toString());
      for (var pause : SCHEDULE) {
        awaitWaiting(1);
        sandbox.clock().advance(pause.minus(NEARLY));
        assertThat(line.next(200)).as("not before " + pause).isEmpty();
        sandbox.clock().advance(NEARLY);
        assertThat(next(line)).as("after " + pause).isEqualTo(event.toString());
      }
      Await.until("it is given up", () -> events.counts().givenUp() == 1);
      sandbox.clock().advance(Duration.ofDays(2));
      assertThat(line.next(200)).isEmpty();
      assertThat(events.counts()).isEqualTo(new EventCounts(1, 0, 4, 0, 1));
    }
  }

  @Test
  void an_event_that_is_acknowledged_at_last_does_not_come_again() throws Exception {
    try (var line = silent()) {
      events.publish(message());
      next(line);
      awaitWaiting(1);
    }
    sandbox.dropConnections();
    try (var line = AppLine.answering(sandbox, "{}")) {
      sandbox.awaitConnections(1, SOON);
      sandbox.clock().advance(Duration.ofSeconds(15));
      next(line);
      Await.until("it is acknowledged", () -> events.counts().acknowledged() == 1);
      sandbox.clock().advance(Duration.ofDays(1));
      assertThat(line.next(200)).isEmpty();
      assertThat(events.counts()).isEqualTo(new EventCounts(1, 1, 1, 0, 0));
    }
  }

  @Test
  void an_acknowledgement_without_data_is_enough_and_a_failed_handler_is_not() {
    try (var _ =
        AppLine.reacting(sandbox, frame -> Optional.of(AppLine.reply(frame, "{\"code\":200}")))) {
      sandbox.awaitConnections(1, SOON);
      events.deliver(message());
      assertThat(events.counts()).isEqualTo(new EventCounts(1, 1, 0, 0, 0));
    }
    sandbox.dropConnections();
    try (var _ = AppLine.reacting(sandbox, frame -> Optional.of(AppLine.ack(frame, 500, "{}")))) {
      sandbox.awaitConnections(1, SOON);
      events.deliver(message());
      assertThat(events.counts()).isEqualTo(new EventCounts(2, 1, 0, 1, 0));
    }
  }

  @Test
  void an_event_of_a_time_without_a_connection_comes_when_it_is_due_again() throws Exception {
    var event = message();
    assertThat(events.deliver(event).outcome()).isEqualTo(Delivered.Outcome.NOT_CONNECTED);
    try (var line = AppLine.answering(sandbox, "{}")) {
      sandbox.awaitConnections(1, SOON);
      sandbox.clock().advance(Duration.ofSeconds(15));
      assertThat(next(line)).isEqualTo(event.toString());
    }
  }

  @Test
  void a_press_is_never_delivered_again() throws Exception {
    var ann = sandbox.people().getFirst().openId();
    var sent = new Calls(sandbox).send(ann, Cards.asking(), "").json();
    var card = sent.at("/data/message_id").asText();
    try (var line = silent()) {
      assertThat(sandbox.click(card, ann, "authorize").errorCode()).isEqualTo(200341);
      sandbox.deliver(sandbox.clickEvent(card, ann, Json.object()));
      assertThat(line.next(1_000)).isPresent();
      assertThat(line.next(1_000)).isPresent();
      sandbox.clock().advance(Duration.ofDays(1));
      assertThat(line.next(200)).isEmpty();
      assertThat(events.counts()).isEqualTo(new EventCounts(0, 0, 0, 0, 0));
    }
  }

  @Test
  void events_can_be_published_and_counted_by_http() throws Exception {
    var calls = new Calls(sandbox);
    try (var line = AppLine.answering(sandbox, "{}")) {
      sandbox.awaitConnections(1, SOON);
      var published =
          calls.json(
              "POST",
              "/sandbox/app-events",
              "",
              "{\"event_type\":\"im.message.receive_v1\",\"event\":{\"message\":{}}}");
      assertThat(published.status()).isEqualTo(202);
      var event = Json.readObject(next(line));
      assertThat(event.at("/header/event_type").asText()).isEqualTo("im.message.receive_v1");
      assertThat(event.at("/header/event_id").asText())
          .isEqualTo(published.json().path("event_id").asText());
      assertThat(event.at("/event/message").isObject()).isTrue();
      Await.until("it is acknowledged", () -> events.counts().acknowledged() == 1);
    }
    var counts = calls.get("/sandbox/app-events", "").json();
    assertThat(counts.path("published").asInt()).isEqualTo(1);
    assertThat(calls.json("POST", "/sandbox/app-events", "", "{}").status()).isEqualTo(400);
  }

  private AppLine silent() {
    var line = AppLine.to(AppLine.address(sandbox));
    sandbox.awaitConnections(1, SOON);
    return line;
  }

  private JsonNode message() {
    return events.make("im.message.receive_v1", Json.object().put("text", "hello"));
  }

  private void awaitWaiting(long many) {
    Await.until("it waits for its next attempt", () -> events.counts().waiting() == many);
  }

  private static String next(AppLine line) throws InterruptedException {
    return line.next(5_000).orElseThrow().payload().text();
  }
}
