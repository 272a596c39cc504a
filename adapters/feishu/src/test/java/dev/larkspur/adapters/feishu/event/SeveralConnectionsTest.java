package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.feishu.Await;
import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Stores;
import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.connection.Connection;
import dev.larkspur.domain.connection.ConnectionStatus;
import dev.larkspur.sandbox.Sandbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.BeanContext;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.health.HealthStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Several connections of an app, in one instance and in several. */
class SeveralConnectionsTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Stores stores = InMemoryStores.at(sandbox.clock());
  private final List<Deployment> deployments = new ArrayList<>();

  @AfterEach
  void stop() {
    deployments.forEach(Deployment::close);
    sandbox.close();
  }

  private Deployment start(String instance, int connections) {
    return start(instance, connections, Map.of());
  }

  private Deployment start(String instance, int connections, Map<String, Object> more) {
    var settings = new HashMap<String, Object>(more);
    settings.put("test.instance", instance);
    settings.put("larkspur.feishu.connections-per-app", connections);
    var deployment = Deployment.starting(sandbox, settings, stores);
    deployments.add(deployment);
    return deployment;
  }

  private List<Connection> held() {
    return stores.slots().held(sandbox.clock().instant());
  }

  private boolean allAreUp(int wanted) {
    return held().size() == wanted
        && held().stream().map(Connection::status).allMatch(ConnectionStatus::isUp);
  }

  private void click(Deployment deployment) {
    var ann = deployment.person(0);
    var card = deployment.ask(ann);
    var result = sandbox.click(card.messageId(), ann.openId().value(), "authorize");
    assertThat(result.cardReplaced()).as(result.detail()).isTrue();
  }

  @Test
  void an_instance_has_as_many_as_it_is_told_and_everybody_sees_how_they_are() {
    start("one", 2);
    start("two", 3);

    sandbox.awaitConnections(5, Deployment.PATIENCE);
    Await.until("all are told of", () -> allAreUp(5));

    assertThat(held()).extracting(Connection::slot).containsExactly(0, 1, 2, 3, 4);
    assertThat(held()).extracting(Connection::instance).contains("one", "two");
  }

  @Test
  void what_comes_over_any_of_them_is_answered() {
    var deployment = start("one", 3);
    sandbox.awaitConnections(3, Deployment.PATIENCE);

    for (int i = 0; i < 9; i++) { // the platform picks one at random
      click(deployment);
      sandbox.clock().advance(Duration.ofMinutes(11)); // that session is over
    }
  }

  @Test
  void a_press_that_comes_twice_or_late_to_any_instance_counts_once() {
    var first = start("one", 1);
    start("two", 1);
    sandbox.awaitConnections(2, Deployment.PATIENCE);
    sandbox.faults().deliverTwice(true);
    var ann = first.person(0);
    var card = first.ask(ann);
    var value = card.button("authorize").orElseThrow().value().orElseThrow();

    for (int i = 0; i < 10; i++) { // twice each, to whichever instance
      sandbox.clickRaw(card.messageId(), ann.openId().value(), value);
    }
    Await.until("one has the link", () -> first.session(card) instanceof AwaitingConsent);
    first.close();
    deployments.removeFirst();
    sandbox.awaitConnections(1, Deployment.PATIENCE);
    var late = sandbox.clickRaw(card.messageId(), ann.openId().value(), value);

    assertThat(late.cardReplaced()).as(late.detail()).isTrue();
    assertThat(sandbox.journal().requests("POST", "/oauth/v1/device_authorization")).hasSize(1);
  }

  @Test
  void an_instance_that_stops_says_goodbye_and_frees_its_slots_at_once() {
    var one = start("one", 2);
    start("two", 1);
    sandbox.awaitConnections(3, Deployment.PATIENCE);

    one.close();

    sandbox.awaitConnections(1, Deployment.PATIENCE);
    assertThat(held()).extracting(Connection::instance).containsExactly("two");
  }

  @Test
  void together_they_open_no_more_than_the_platform_allows() {
    var now = sandbox.clock().instant();
    var app = start("one", 1).person(0).app();
    sandbox.awaitConnections(1, Deployment.PATIENCE);
    stores.slots().hold(app, "many", ConnectionSlots.MOST, now, now.plusSeconds(3600));

    var late = start("late", 2);

    Await.until("it has looked", () -> late.get(LongConnections.class).apps().size() == 1);
    assertThat(sandbox.connections()).isEqualTo(1);
    assertThat(late.get(LongConnectionHealth.class).result().getStatus())
        .isEqualTo(HealthStatus.UP); // the others listen
  }

  @Test
  void a_slot_that_was_lost_is_given_up() {
    start("one", 1);
    sandbox.awaitConnections(1, Deployment.PATIENCE);
    Await.until("it is told of", () -> allAreUp(1));
    var app = held().getFirst().app();

    sandbox.clock().advance(Duration.ofMinutes(1)); // it stood still
    var now = sandbox.clock().instant();
    stores.slots().hold(app, "others", ConnectionSlots.MOST, now, now.plusSeconds(3600));

    sandbox.awaitConnections(0, Deployment.PATIENCE);
  }

  /** Again and again: one that is cut behind its first pong has to be missed too. */
  @RepeatedTest(15)
  void one_that_is_lost_leaves_the_others_listening_and_comes_back() {
    var deployment = start("one", 2, Map.of("larkspur.feishu.reconnect-after", "100ms"));
    sandbox.awaitConnections(2, Deployment.PATIENCE);

    sandbox.dropConnections();

    sandbox.awaitConnections(2, Deployment.PATIENCE);
    Await.until("both are told of", () -> allAreUp(2));
    click(deployment);
  }

  @Test
  void the_numbers_tell_how_they_are() {
    var deployment = start("one", 2);
    sandbox.awaitConnections(2, Deployment.PATIENCE);
    Await.until("both are told of", () -> allAreUp(2));
    var registry = new SimpleMeterRegistry();
    new LongConnectionMetrics(deployment.get(LongConnections.class), registry)
        .onApplicationEvent(new StartupEvent(deployment.get(BeanContext.class)));

    click(deployment);

    assertThat(gauge(registry, "connected")).isEqualTo(2);
    assertThat(gauge(registry, "degraded")).isZero();
    Await.until(
        "the answer is counted",
        () ->
            registry
                    .get("larkspur.feishu.events")
                    .tag("outcome", "answered")
                    .functionCounter()
                    .count()
                == 1);
    assertThat(
            registry
                .get("larkspur.feishu.connection.changes")
                .tag("state", "connected")
                .functionCounter()
                .count())
        .isEqualTo(2);
  }

  private static double gauge(SimpleMeterRegistry registry, String state) {
    return registry
        .get("larkspur.feishu.connections")
        .tag("app", "main")
        .tag("state", state)
        .gauge()
        .value();
  }
}
