package dev.larkspur.adapters.feishu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1;
import dev.larkspur.adapters.feishu.Await;
import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Stores;
import dev.larkspur.application.connection.port.HandledEvents;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.transport.Delivered;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.context.exceptions.BeanInstantiationException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Events that the embedding application subscribes to, over real connections. */
class SubscribersTest {
  private static final String MESSAGE = "im.message.receive_v1";
  private static final Duration NEXT_DELIVERY = Duration.ofSeconds(16);
  private static final Duration THE_ONE_AFTER = Duration.ofMinutes(5).plusSeconds(1);

  private final Sandbox sandbox = Sandbox.start();
  private final Stores stores = InMemoryStores.at(sandbox.clock());
  private final List<Deployment> deployments = new ArrayList<>();
  private final Recorder<P2MessageReceiveV1> typed =
      new Recorder<>("typed", EventType.of(MESSAGE, P2MessageReceiveV1.class));
  private final Recorder<RawEvent> raw = new Recorder<>("raw", EventType.raw(MESSAGE));

  @AfterEach
  void stop() {
    deployments.forEach(Deployment::close);
    sandbox.close();
  }

  private Deployment deploy(Object... beans) {
    return deploy(Map.of("larkspur.feishu.answer-within", "1s"), beans);
  }

  private Deployment deploy(Map<String, Object> settings, Object... beans) {
    return deploy(settings, stores, beans);
  }

  private Deployment deploy(Map<String, Object> settings, Stores over, Object... beans) {
    var deployment = Deployment.starting(sandbox, settings, over, beans);
    deployments.add(deployment);
    sandbox.awaitConnections(deployments.size(), Deployment.PATIENCE);
    return deployment;
  }

  private ObjectNode message() {
    var event = JsonNodeFactory.instance.objectNode();
    event.putObject("message").put("message_id", "om_1").put("chat_type", "group");
    return sandbox.events().make(MESSAGE, event);
  }

  private static String id(JsonNode event) {
    return event.at("/header/event_id").asText();
  }

  private static void assertAcknowledged(Delivered delivered) {
    assertThat(delivered.outcome())
        .as(delivered.detail())
        .isEqualTo(Delivered.Outcome.ANSWERED_WITHOUT_DATA);
  }

  private static void assertRefused(Delivered delivered) {
    assertThat(delivered.outcome())
        .as(delivered.detail())
        .isEqualTo(Delivered.Outcome.HANDLER_FAILED);
  }

  @Test
  void an_event_reaches_its_subscribers_as_a_model_of_the_sdk_and_as_it_came() {
    deploy(typed, raw);
    var message = message();

    assertAcknowledged(sandbox.deliver(message));

    assertThat(typed.got)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getHeader().getEventId()).isEqualTo(id(message));
              assertThat(event.getEvent().getMessage().getChatType()).isEqualTo("group");
            });
    assertThat(raw.got)
        .containsExactly(
            new RawEvent(new AppId(sandbox.appId()), id(message), MESSAGE, message.toString()));
    assertThat(raw.got.getFirst().toString()).contains(id(message)).doesNotContain("om_1");
  }

  /** As an application declares it. */
  @Singleton
  @Requires(property = "test.greeter")
  static final class Greeter extends Recorder<P2MessageReceiveV1> {
    Greeter() {
      super("greeter", EventType.of(MESSAGE, P2MessageReceiveV1.class));
    }
  }

  @Test
  void a_declared_bean_gets_events() {
    var deployment = deploy(Map.of("test.greeter", "true"));

    assertAcknowledged(sandbox.deliver(message()));

    assertThat(deployment.get(Greeter.class).got).hasSize(1);
  }

  @Test
  void an_old_event_is_known_by_its_uuid() {
    var approvals = new Recorder<>("approvals", EventType.raw("approval_instance"));
    deploy(approvals);
    var event = JsonNodeFactory.instance.objectNode().put("uuid", "u-1").put("token", "t");
    event.putObject("event").put("type", "approval_instance").put("app_id", sandbox.appId());

    assertAcknowledged(sandbox.deliver(event));
    assertAcknowledged(sandbox.deliver(event));

    assertThat(approvals.got).extracting(RawEvent::id).containsExactly("u-1");
  }

  @Test
  void events_that_nobody_subscribed_to_are_acknowledged() {
    deploy(typed);

    assertAcknowledged(
        sandbox.deliver(sandbox.events().make("calendar.changed", message().get("event"))));

    assertThat(typed.got).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app_id", "event_id", "token", "tenant_key"})
  void what_is_not_for_the_app_or_has_no_id_is_given_to_nobody(String field) {
    deploy(
        Map.of(
            "larkspur.feishu.apps.main.tenant-key", sandbox.tenantKey(),
            "larkspur.feishu.apps.main.verification-token", sandbox.app().verificationToken()),
        raw);
    var bent = message();
    ((ObjectNode) bent.get("header")).put(field, "some thing else");

    assertAcknowledged(sandbox.deliver(bent));
    assertAcknowledged(sandbox.deliver(message()));

    assertThat(raw.got).hasSize(1);
  }

  @Test
  void of_two_deliveries_to_two_instances_one_is_handled() {
    deploy(raw);
    deploy(raw);
    var message = message();
    for (int i = 0; i < 10; i++) { // each goes to either instance
      assertAcknowledged(sandbox.deliver(message));
    }
    assertThat(raw.got).hasSize(1);

    sandbox.faults().deliverTwice(true);
    sandbox.deliver(message());

    Await.until(
        "both deliveries came",
        () -> count(raw, Outcome.KNOWN) + count(raw, Outcome.UNDER_WAY) == 10);
    assertThat(raw.got).hasSize(2);
  }

  @Test
  void an_event_whose_subscriber_failed_comes_again_and_to_that_subscriber_only() {
    deploy(typed, raw);
    typed.work =
        () -> {
          throw new IllegalStateException("not now");
        };

    assertRefused(sandbox.deliver(message()));
    typed.work = () -> {};
    sandbox.clock().advance(NEXT_DELIVERY);

    Await.until("it came again", () -> sandbox.events().counts().acknowledged() == 1);
    assertThat(typed.got).hasSize(2);
    assertThat(raw.got).hasSize(1);
    assertThat(count(typed, Outcome.FAILED)).isOne();
    assertThat(count(typed, Outcome.HANDLED)).isOne();
    assertThat(count(raw, Outcome.KNOWN)).isOne();
  }

  @Test
  void an_event_that_the_model_cannot_hold_fails_and_comes_again() {
    deploy(typed);
    var message = message();
    message.putArray("event");

    assertRefused(sandbox.deliver(message));

    assertThat(count(typed, Outcome.FAILED)).isOne();
  }

  @Test
  void a_subscriber_slower_than_the_platform_goes_on_and_is_not_given_it_twice() {
    deploy(raw);
    var released = new CountDownLatch(1);
    raw.work = released::await;

    assertRefused(sandbox.deliver(message()));
    sandbox.clock().advance(NEXT_DELIVERY);
    Await.until("it came while it is being handled", () -> count(raw, Outcome.UNDER_WAY) == 1);
    released.countDown();
    Await.until("it is handled", () -> count(raw, Outcome.HANDLED) == 1);
    awaitWaiting();
    sandbox.clock().advance(THE_ONE_AFTER);

    Await.until("it is acknowledged", () -> sandbox.events().counts().acknowledged() == 1);
    assertThat(raw.got).hasSize(1);
    assertThat(count(raw, Outcome.LATE)).isOne();
    assertThat(count(raw, Outcome.KNOWN)).isOne();
  }

  /** The platform has heard that it is to come again, and counts from then. */
  private void awaitWaiting() {
    Await.until("it is to come again", () -> sandbox.events().counts().waiting() == 1);
  }

  @Test
  void an_event_whose_instance_died_is_handled_when_it_comes_again() {
    deploy(raw);
    var message = message();
    var now = sandbox.clock().instant();
    stores
        .events()
        .take(
            new HandledEvents.Key(new AppId(sandbox.appId()), id(message), "raw"),
            UUID.randomUUID(),
            now,
            now.plus(raw.atMost()));

    assertRefused(sandbox.deliver(message));
    sandbox.clock().advance(NEXT_DELIVERY);
    Await.until("the dead one has it still", () -> count(raw, Outcome.UNDER_WAY) == 2);
    awaitWaiting();
    sandbox.clock().advance(THE_ONE_AFTER);

    Await.until("it is handled", () -> raw.got.size() == 1);
  }

  @Test
  void an_instance_that_stops_gives_back_what_it_has_not_handled() {
    var first = deploy(raw);
    raw.work = new CountDownLatch(1)::await;
    assertRefused(sandbox.deliver(message()));

    first.close();
    deployments.clear();
    raw.work = () -> {};
    sandbox.awaitConnections(0, Deployment.PATIENCE);
    deploy(raw);
    sandbox.clock().advance(NEXT_DELIVERY);

    Await.until("it is acknowledged", () -> sandbox.events().counts().acknowledged() == 1);
    assertThat(raw.got).hasSize(2);
  }

  @Test
  void what_a_subscriber_cannot_keep_up_with_is_turned_away_in_log_and_metric_and_comes_again() {
    var lines = new ListAppender<ILoggingEvent>();
    var log = (Logger) LoggerFactory.getLogger(Subscription.class);
    lines.start();
    log.addAppender(lines);
    deploy(Map.of("larkspur.feishu.answer-within", "300ms"), raw);
    var released = new CountDownLatch(1);
    raw.work = released::await;
    int room = raw.atOnce() + Subscription.MOST_WAITING;
    for (int i = 0; i < room; i++) {
      sandbox.pushEvent(message());
    }
    Await.until("all are late", () -> count(raw, Outcome.LATE) == room);

    var began = System.nanoTime();
    assertRefused(sandbox.deliver(message()));
    assertRefused(sandbox.deliver(message()));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(300));
    assertThat(count(raw, Outcome.TURNED_AWAY)).isEqualTo(2);
    assertThat(lines.list)
        .filteredOn(line -> line.getFormattedMessage().contains("does not keep up"))
        .hasSize(1);
    released.countDown();
    Await.until("the others are handled", () -> count(raw, Outcome.HANDLED) == room);
    sandbox.clock().advance(NEXT_DELIVERY);
    Await.until("all are handled", () -> raw.got.size() == room + 2);
    log.detachAppender(lines);
  }

  @Test
  void the_numbers_tell_what_became_of_events() {
    var deployment = deploy(raw);
    var registry = new SimpleMeterRegistry();
    new SubscriberMetrics(deployment.get(Subscriptions.class), registry)
        .onApplicationEvent(new StartupEvent(deployment.get(BeanContext.class)));
    var message = message();

    sandbox.deliver(message);
    sandbox.deliver(message);

    assertThat(counter(registry, "handled")).isEqualTo(1);
    assertThat(counter(registry, "known")).isEqualTo(1);
    assertThat(counter(registry, "turned_away")).isZero();
  }

  private static double counter(SimpleMeterRegistry registry, String outcome) {
    return registry
        .get("larkspur.feishu.subscriber.events")
        .tag("subscriber", "raw")
        .tag("outcome", outcome)
        .functionCounter()
        .count();
  }

  @Test
  void while_the_store_is_out_nothing_is_handled_and_all_of_it_comes_again() {
    var out = new AtomicBoolean(true);
    deploy(
        Map.of(),
        new Stores(
            stores.sessions(),
            stores.polls(),
            stores.cards(),
            stores.users(),
            stores.grants(),
            stores.revocations(),
            stores.releases(),
            stores.budget(),
            stores.keys(),
            stores.slots(),
            stores.limits(),
            new SometimesOut(stores.events(), out),
            stores.requests()),
        raw);

    assertRefused(sandbox.deliver(message()));
    assertThat(raw.got).isEmpty();
    out.set(false);
    sandbox.clock().advance(NEXT_DELIVERY);

    Await.until("it is handled", () -> raw.got.size() == 1);
  }

  /** A store that cannot be asked. */
  private record SometimesOut(HandledEvents events, AtomicBoolean out) implements HandledEvents {
    @Override
    public Taking take(Key key, UUID ticket, Instant now, Instant until) {
      if (out.get()) {
        throw new IllegalStateException("no database");
      }
      return events.take(key, ticket, now, until);
    }

    @Override
    public void handled(Key key) {
      events.handled(key);
    }

    @Override
    public void giveBack(Key key, UUID ticket, Instant now) {
      events.giveBack(key, ticket, now);
    }
  }

  @Test
  void neither_a_subscriber_that_computes_nor_one_that_waits_delays_the_press_of_a_card() {
    var deployment = deploy(typed, raw);
    var released = new AtomicBoolean();
    typed.work =
        () -> {
          while (!released.get()) {
            Thread.onSpinWait(); // on as many threads as there are, and more than there are cores
          }
        };
    raw.work =
        () -> {
          while (!released.get()) {
            Thread.sleep(10);
          }
        };
    for (int i = 0; i < 10; i++) {
      sandbox.pushEvent(message());
    }
    Await.until("all are at it", () -> typed.got.size() == typed.atOnce());
    var ann = deployment.person(0);
    var card = deployment.ask(ann);

    var result = sandbox.click(card.messageId(), ann.openId().value(), "authorize");

    released.set(true);
    assertThat(result.cardReplaced()).as(result.detail()).isTrue();
    assertThat(result.took()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void subscribers_that_cannot_be_told_apart_stop_the_start() {
    assertStartFails("has the name of another", raw, new Recorder<>("raw", raw.type()));
  }

  @Test
  void a_subscriber_without_a_proper_name_stops_the_start() {
    assertStartFails("needs a name", new Recorder<>("a name", raw.type()));
  }

  @Test
  void a_subscriber_to_what_is_not_to_be_had_stops_the_start() {
    var presses =
        new EventSubscriber<RawEvent>() {
          @Override
          public String name() {
            return "presses";
          }

          @Override
          public EventType<RawEvent> type() {
            return EventType.raw("card.action.trigger");
          }

          @Override
          public void on(RawEvent event) {
            throw new AssertionError("it cannot come");
          }
        };
    assertStartFails("asks for what is not to be had", presses);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "card.action.trigger", "a b"})
  void presses_of_cards_and_what_is_no_name_cannot_be_subscribed_to(String name) {
    assertThatThrownBy(() -> EventType.raw(name)).isInstanceOf(IllegalArgumentException.class);
  }

  private void assertStartFails(String why, Object... beans) {
    assertThatThrownBy(() -> deploy(Map.of(), beans))
        .isInstanceOf(BeanInstantiationException.class)
        .hasMessageContaining(why);
  }

  /** In all instances. */
  private long count(EventSubscriber<?> subscriber, Outcome outcome) {
    return deployments.stream()
        .map(deployment -> deployment.get(Subscriptions.class))
        .flatMap(subscriptions -> subscriptions.all().stream())
        .filter(subscription -> subscription.name().equals(subscriber.name()))
        .mapToLong(subscription -> subscription.count(outcome).sum())
        .sum();
  }
}
