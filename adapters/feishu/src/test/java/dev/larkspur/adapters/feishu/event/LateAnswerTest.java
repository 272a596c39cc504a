package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.larkspur.adapters.feishu.Await;
import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ShownCard;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The answer to a press carries the card, if it comes before the platform stops waiting. */
class LateAnswerTest {
  private static final int LAST = 2;
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final Sandbox sandbox = Sandbox.start();
  private final Deployment deployment = Deployment.of(sandbox);
  private final ShownCard calibrating = deployment.ask(deployment.person(LAST));

  @AfterEach
  void stop() {
    deployment.close();
    sandbox.close();
  }

  /** Of the card, after a press that was so much older than another one when it came. */
  private int changesAfterPress(int by, Duration old) {
    var card = deployment.ask(deployment.person(by));
    deliver(press(calibrating, LAST, Duration.ZERO));
    deliver(press(card, by, old));
    assertThat(deployment.session(card)).isInstanceOf(AwaitingConsent.class);
    sandbox.clock().advance(Duration.ofSeconds(4));
    int before = changes();
    deployment.showCards();
    return changes() - before;
  }

  /** Returns when we are done with it, which is a moment after the platform has its answer. */
  private void deliver(ObjectNode press) {
    var answered = deployment.get(LongConnections.class).apps().getFirst().counts().answered();
    long before = answered.sum();
    sandbox.deliver(press);
    Await.until("done with it", () -> answered.sum() > before);
  }

  private ObjectNode press(ShownCard card, int by, Duration old) {
    var value = card.button("authorize").orElseThrow().value().orElseThrow();
    var operator = sandbox.people().get(by).openId();
    var event = (ObjectNode) sandbox.clickEvent(card.messageId(), operator, value);
    var header = (ObjectNode) event.path("header");
    long micros = Long.parseLong(header.path("create_time").asText());
    header.put("create_time", String.valueOf(micros - old.toNanos() / 1000));
    return event;
  }

  private int changes() {
    return (int)
        sandbox.journal().entries().stream()
            .filter(entry -> entry.method().equals("PATCH"))
            .count();
  }

  @Test
  void a_card_that_went_with_an_answer_in_time_is_not_sent_again() {
    assertThat(changesAfterPress(0, Duration.ZERO)).isZero();
    assertThat(changesAfterPress(1, Duration.ofMillis(500))).isZero();
  }

  @Test
  void a_press_that_was_long_on_its_way_has_its_card_changed_afterwards() {
    assertThat(changesAfterPress(0, Duration.ofSeconds(3))).isEqualTo(1);
  }

  @Test
  void the_youngest_event_tells_how_far_the_clocks_are_apart() {
    var ages = new EventAges();
    assertThat(ages.of(NOON, NOON.minusSeconds(60))).isZero();
    assertThat(ages.of(NOON, NOON.minusSeconds(57))).hasSeconds(3);
    assertThat(ages.of(NOON, NOON.minusSeconds(61))).isZero();
    assertThat(ages.of(NOON, NOON.minusSeconds(60))).hasSeconds(1);
  }
}
