package dev.larkspur.sandbox.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.sandbox.transport.Delivered.Outcome;
import dev.larkspur.sandbox.world.Json;
import dev.larkspur.sandbox.world.SampleApp;
import dev.larkspur.sandbox.world.SandboxClock;
import dev.larkspur.sandbox.world.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Events for the app. One that is not acknowledged well in time is delivered again with the same
 * event_id: 15 s, 5 min, 1 h and 6 h after the attempt before, by the sandbox's clock.
 *
 * <p>Card callbacks may be sent here too and are delivered once.
 */
public final class Events implements AutoCloseable {
  private static final String CARD_CALLBACK = "card.action.trigger";
  private static final List<Duration> AGAIN_AFTER =
      List.of(
          Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(6));

  private final SampleApp app;
  private final SandboxClock clock;
  private final Secrets secrets;
  private final Deliveries deliveries;
  private final DueEvents due;
  private final Thread redelivery;
  private final LongAdder published = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder redelivered = new LongAdder();
  private final LongAdder givenUp = new LongAdder();

  Events(SampleApp app, SandboxClock clock, Secrets secrets, Deliveries deliveries) {
    this.app = app;
    this.clock = clock;
    this.secrets = secrets;
    this.deliveries = deliveries;
    this.due = new DueEvents(clock);
    this.redelivery = Thread.ofVirtual().name("redelivery").start(this::deliverAgain);
  }

  /** An event as the platform would word it, of any type and with anything in it. */
  public ObjectNode make(String type, JsonNode content) {
    var root = Json.object().put("schema", "2.0");
    root.set("header", header(type, app.verificationToken()));
    root.set("event", content);
    return root;
  }

  /** The header of an event that happens now. */
  public ObjectNode header(String type, String verificationToken) {
    return Json.object()
        .put("event_id", secrets.plainHex(32))
        .put("token", verificationToken)
        .put(
            "create_time", Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())))
        .put("event_type", type)
        .put("tenant_key", app.tenantKey())
        .put("app_id", app.appId());
  }

  /** Sends without waiting for anything. */
  public void publish(JsonNode event) {
    Thread.startVirtualThread(() -> deliver(event));
  }

  /** Sends for the first time and waits for the acknowledgement. */
  public Delivered deliver(JsonNode event) {
    if (event.at("/header/event_type").asText().equals(CARD_CALLBACK)) {
      return deliveries.deliver(event, "event");
    }
    published.increment();
    return attempt(event, 0);
  }

  public EventCounts counts() {
    return new EventCounts(
        published.sum(), acknowledged.sum(), redelivered.sum(), due.size(), givenUp.sum());
  }

  /** Nothing is delivered again after this. */
  @Override
  public void close() {
    redelivery.interrupt();
  }

  private Delivered attempt(JsonNode event, int attemptsBefore) {
    var delivered = deliveries.deliver(event, "event");
    if (isAcknowledged(delivered.outcome())) {
      acknowledged.increment();
    } else if (attemptsBefore < AGAIN_AFTER.size()) {
      due.add(event, attemptsBefore + 1, AGAIN_AFTER.get(attemptsBefore));
    } else {
      givenUp.increment();
    }
    return delivered;
  }

  private void deliverAgain() {
    try {
      while (true) {
        var next = due.take();
        redelivered.increment();
        Thread.startVirtualThread(() -> attempt(next.event(), next.attempts()));
      }
    } catch (InterruptedException e) {
      // the sandbox stops
    }
  }

  /** An event needs no data in its answer. */
  private static boolean isAcknowledged(Outcome outcome) {
    return outcome == Outcome.ANSWERED || outcome == Outcome.ANSWERED_WITHOUT_DATA;
  }
}
