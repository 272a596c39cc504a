package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.larkspur.adapters.feishu.Await;
import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.adapters.feishu.fuzz.HostileJson;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.domain.connection.ConnectionStatus;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.Faults.Refusal;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a connection comes about, is lost, is found again, and ends. */
class ConnectionLifeTest {
  private static final int BOOTSTRAPS_SEEN_BEFORE = 1;

  private static final JsonNode UNKNOWN_EVENT =
      JsonNodeFactory.instance.objectNode().put("schema", "2.0");

  private final Sandbox sandbox = Sandbox.start();
  private @Nullable Deployment deployment;

  @AfterEach
  void stop() {
    if (deployment != null) {
      deployment.close();
    }
    sandbox.close();
  }

  @Test
  void it_is_connected_soon_after_the_start() {
    deployment = Deployment.of(sandbox);

    awaitState(ConnectionState.CONNECTED);
    assertThat(health().getStatus()).isEqualTo(HealthStatus.UP);
    assertThat(health().getDetails().toString()).contains("main", "CONNECTED");
  }

  @Test
  void a_connection_that_is_closed_cleanly_is_replaced() {
    assertComesBackAfter(Sandbox::closeConnections);
  }

  @Test
  void a_connection_that_is_cut_is_replaced() {
    assertComesBackAfter(Sandbox::dropConnections);
  }

  @Test
  void a_connection_that_is_cut_right_behind_a_message_is_replaced() {
    // a line cut behind a pong is found by the next ping, so that one must not be far
    deployment =
        Deployment.starting(
            sandbox,
            Map.of("larkspur.feishu.pong-grace", "200ms", "larkspur.feishu.ping-at-most", "1s"));
    for (int i = 1; i <= 5; i++) {
      int before = i;
      awaitState(ConnectionState.CONNECTED);
      sandbox.awaitConnections(1, Deployment.PATIENCE);
      sandbox.pushEvent(UNKNOWN_EVENT);
      sandbox.dropConnections();
      Await.until("asked where to connect again", () -> bootstraps() > before);
    }
  }

  @Test
  void a_message_too_large_to_be_meant_ends_the_connection_and_a_new_one_comes() {
    assertComesBackAfter(
        it -> {
          it.pushRaw(new byte[Wire.LARGEST_MESSAGE + 1]);
        });
  }

  @Test
  void a_silent_connection_is_replaced_even_if_it_looks_alive() {
    sandbox.faults().mutePongs(true);
    deployment =
        Deployment.starting(
            sandbox,
            Map.of("larkspur.feishu.ping-at-most", "50ms", "larkspur.feishu.pong-grace", "50ms"));

    Await.until("connected more than once", () -> bootstraps() > 2);

    sandbox.faults().mutePongs(false);
    awaitState(ConnectionState.CONNECTED);
  }

  @Test
  void a_connection_with_pongs_is_kept() {
    deployment =
        Deployment.starting(
            sandbox,
            Map.of("larkspur.feishu.ping-at-most", "20ms", "larkspur.feishu.pong-grace", "5s"));
    awaitState(ConnectionState.CONNECTED);
    var since = status().since();

    click();

    assertThat(status().since()).isEqualTo(since);
    assertThat(bootstraps()).isEqualTo(BOOTSTRAPS_SEEN_BEFORE);
  }

  @Test
  void a_busy_platform_is_asked_again() {
    sandbox.faults().bootstrapBusy(1);
    sandbox.faults().bootstrapInternalError(1);
    sandbox.faults().bootstrapHttpError(1, 500);
    sandbox.faults().refuseHandshakes(1, Refusal.AUTH_FAILED);
    sandbox.faults().refuseHandshakes(1, Refusal.BUSY);
    deployment = Deployment.starting(sandbox, Map.of());

    awaitState(ConnectionState.CONNECTED);
    assertThat(bootstraps()).isEqualTo(6);
  }

  @Test
  void after_some_failures_the_app_counts_as_degraded_and_goes_on_trying() {
    sandbox.faults().bootstrapBusy(4);
    deployment = Deployment.starting(sandbox, Map.of("larkspur.feishu.degraded-after", "2"));

    awaitState(ConnectionState.DEGRADED);
    assertThat(health().getStatus().getName()).isEqualTo("DEGRADED");

    awaitState(ConnectionState.CONNECTED);
  }

  @Test
  void a_wrong_secret_is_degraded_at_once() {
    deployment =
        Deployment.starting(sandbox, Map.of("larkspur.feishu.apps.main.app-secret", "wrong"));

    awaitState(ConnectionState.DEGRADED);
    assertThat(status().failures()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void a_forbidden_handshake_is_degraded_at_once() {
    assertDegradedAfter(Refusal.FORBIDDEN);
  }

  @Test
  void too_many_connections_are_degraded_at_once() {
    assertDegradedAfter(Refusal.TOO_MANY_CONNECTIONS);
  }

  @Test
  void stopping_says_goodbye_and_does_not_come_back() {
    deployment = Deployment.of(sandbox);
    var status = only(deployment);

    deployment.close();

    sandbox.awaitConnections(0, Deployment.PATIENCE);
    assertThat(status.get().state()).isEqualTo(ConnectionState.STOPPED);
    assertThat(bootstraps()).isEqualTo(BOOTSTRAPS_SEEN_BEFORE);
  }

  @Test
  void stopping_does_not_wait_for_a_platform_that_is_not_there() {
    sandbox.faults().bootstrapBusy(1000);
    deployment = Deployment.starting(sandbox, Map.of("larkspur.feishu.reconnect-after", "60s"));
    awaitState(ConnectionState.RECONNECTING);
    var status = only(deployment);

    deployment.close();

    assertThat(status.get().state()).isEqualTo(ConnectionState.STOPPED);
  }

  @Test
  void whatever_comes_over_the_line_the_connection_stays_alive() {
    deployment = Deployment.of(sandbox);
    awaitState(ConnectionState.CONNECTED);
    var since = status().since();

    var frames = new HostileFrames(new Random(20261122), HostileJson.ofNothing());
    Stream.generate(frames::next).limit(5_000).forEach(sandbox::pushRaw);
    click();

    assertThat(status().since()).isEqualTo(since);
    assertThat(app(deployed()).counts().ignored().sum()).isGreaterThan(1_000);
    assertThat(bootstraps()).isEqualTo(BOOTSTRAPS_SEEN_BEFORE);
  }

  private void assertDegradedAfter(Refusal refusal) {
    sandbox.faults().refuseHandshakes(1000, refusal);
    deployment = Deployment.starting(sandbox, Map.of());

    awaitState(ConnectionState.DEGRADED);
  }

  private void assertComesBackAfter(Consumer<Sandbox> trouble) {
    // the first pong may be on its way: a line cut behind it is found by the next ping
    deployment =
        Deployment.starting(
            sandbox,
            Map.of("larkspur.feishu.pong-grace", "500ms", "larkspur.feishu.ping-at-most", "1s"));
    sandbox.awaitConnections(1, Deployment.PATIENCE);
    awaitState(ConnectionState.CONNECTED);

    trouble.accept(sandbox);

    Await.until("asked where to connect again", () -> bootstraps() > BOOTSTRAPS_SEEN_BEFORE);
    awaitState(ConnectionState.CONNECTED);
    sandbox.awaitConnections(1, Deployment.PATIENCE);
    click();
  }

  private void click() {
    var ann = deployed().person(0);
    var card = deployed().ask(ann);
    var result = sandbox.click(card.messageId(), ann.openId().value(), "authorize");
    assertThat(result.cardReplaced()).as(result.detail()).isTrue();
  }

  private int bootstraps() {
    return sandbox.journal().requests("POST", "/callback/ws/endpoint").size();
  }

  private void awaitState(ConnectionState wanted) {
    Await.until(
        "the connection is " + wanted,
        () -> app(deployed()).status().stream().anyMatch(s -> s.state() == wanted));
  }

  private ConnectionStatus status() {
    return only(deployed()).get();
  }

  /** Of the one connection, also when the application has stopped. */
  private static Supplier<ConnectionStatus> only(Deployment deployment) {
    var app = app(deployment);
    return () -> app.status().getFirst();
  }

  private static AppConnections app(Deployment deployment) {
    return deployment.get(LongConnections.class).apps().getFirst();
  }

  private HealthResult health() {
    return deployed().get(LongConnectionHealth.class).result();
  }

  private Deployment deployed() {
    return Objects.requireNonNull(deployment);
  }
}
