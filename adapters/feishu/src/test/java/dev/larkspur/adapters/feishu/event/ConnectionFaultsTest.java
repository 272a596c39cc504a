package dev.larkspur.adapters.feishu.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.adapters.feishu.Await;
import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.domain.connection.ConnectionStatus;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.world.Faults.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.BeanContext;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.health.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way in which a long connection is known to fail others: it is noticed in time, seen by
 * operators, and over in time; and a press works afterwards.
 */
class ConnectionFaultsTest {
  private static final Duration PING = Duration.ofMillis(300);
  private static final Duration GRACE = Duration.ofMillis(300);
  private static final Duration FIRST_WAIT = Duration.ofMillis(300);

  /** Within two heartbeats and 5 s, whatever happens. */
  private static final Duration NOTICED = PING.multipliedBy(2).plusSeconds(5);

  /** For the whole machine to be slow. */
  private static final Duration LENIENCE = Duration.ofSeconds(10);

  /** What befalls a connection that stands. */
  record Loss(String name, Consumer<Sandbox> strike, Consumer<Sandbox> mend) {
    Loss(String name, Consumer<Sandbox> strike) {
      this(name, strike, _ -> {});
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Loss> losses() {
    return Stream.of(
        new Loss("closed cleanly", Sandbox::closeConnections),
        new Loss("cut", Sandbox::dropConnections),
        new Loss("half-open", sandbox -> sandbox.lines().halfOpenAll()),
        new Loss(
            "no pongs",
            sandbox -> sandbox.faults().mutePongs(true),
            sandbox -> sandbox.faults().mutePongs(false)),
        new Loss(
            "pongs too late",
            sandbox -> sandbox.faults().line().delayPongs(Duration.ofMinutes(1)),
            sandbox -> sandbox.faults().line().delayPongs(Duration.ZERO)),
        new Loss(
            "cut, and the platform is busy",
            sandbox -> {
              sandbox.faults().bootstrapBusy(1);
              sandbox.faults().bootstrapInternalError(1);
              sandbox.dropConnections();
            }),
        new Loss(
            "cut, and the bootstrap fails",
            sandbox -> {
              sandbox.faults().bootstrapHttpError(2, 500);
              sandbox.dropConnections();
            }),
        new Loss(
            "closed, and the handshake is refused",
            sandbox -> {
              sandbox.faults().refuseHandshakes(2, Refusal.AUTH_FAILED);
              sandbox.closeConnections();
            }));
  }

  /**
   * What keeps a connection from coming about, until somebody mends it.
   *
   * @param said in the reason that operators see
   */
  record Refused(String said, Consumer<Sandbox> strike) {
    @Override
    public String toString() {
      return said;
    }
  }

  static Stream<Refused> refusals() {
    return Stream.of(
        new Refused(
            "forbidden", sandbox -> sandbox.faults().refuseHandshakes(1000, Refusal.FORBIDDEN)),
        new Refused(
            "too many connections",
            sandbox -> sandbox.faults().refuseHandshakes(1000, Refusal.TOO_MANY_CONNECTIONS)),
        new Refused(
            "where to connect: refused", sandbox -> sandbox.faults().bootstrapAnswers(1000, 514)));
  }

  private final Sandbox sandbox = Sandbox.start();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private @Nullable Deployment deployment;

  @AfterEach
  void stop() {
    if (deployment != null) {
      deployment.close();
    }
    sandbox.close();
  }

  private Deployment start() {
    var started =
        Deployment.starting(
            sandbox,
            Map.of(
                "larkspur.feishu.ping-at-most",
                PING.toMillis() + "ms",
                "larkspur.feishu.pong-grace",
                GRACE.toMillis() + "ms",
                "larkspur.feishu.reconnect-after",
                FIRST_WAIT.toMillis() + "ms"));
    deployment = started;
    new LongConnectionMetrics(started.get(LongConnections.class), registry)
        .onApplicationEvent(new StartupEvent(started.get(BeanContext.class)));
    return started;
  }

  @ParameterizedTest
  @MethodSource("losses")
  void a_loss_is_noticed_in_time_shown_and_over_in_time(Loss loss) {
    var here = start();
    Await.until("connected", () -> state(here) == ConnectionState.CONNECTED);
    sandbox.awaitConnections(1, Deployment.PATIENCE); // it may know of it a moment later than we
    assertThat(health(here)).isEqualTo(HealthStatus.UP);

    var struck = Instant.now();
    loss.strike().accept(sandbox);

    Await.until("noticed", () -> changes("reconnecting") >= 1);
    assertThat(Duration.between(struck, Instant.now())).isLessThan(NOTICED.plus(LENIENCE));
    loss.mend().accept(sandbox);
    var noticed = Instant.now();
    Await.until(
        "connected again",
        () -> changes("connected") >= 2 && state(here) == ConnectionState.CONNECTED);
    var backoff = FIRST_WAIT.multipliedBy(8); // there are at most three refusals
    assertThat(Duration.between(noticed, Instant.now()))
        .isLessThan(backoff.plusSeconds(1).plus(LENIENCE));
    assertThat(health(here)).isEqualTo(HealthStatus.UP);
    click(here);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void a_refusal_that_does_not_pass_is_degraded_at_once_and_says_why(Refused refused) {
    refused.strike().accept(sandbox);

    var here = start();

    Await.until("degraded", () -> state(here) == ConnectionState.DEGRADED);
    assertThat(health(here).getName()).isEqualTo("DEGRADED");
    assertThat(gauge("degraded")).isEqualTo(1);
    assertThat(gauge("connected")).isZero();
    assertThat(status(here).reason()).contains(refused.said());
    Await.until("the others see it", () -> shared(here).state() == ConnectionState.DEGRADED);
    assertThat(shared(here).reason()).contains(refused.said());

    sandbox.faults().reset();
    Await.until("connected", () -> state(here) == ConnectionState.CONNECTED);
    click(here);
  }

  private void click(Deployment here) {
    var ann = here.person(0);
    var card = here.ask(ann);
    Await.until( // perhaps not the first: the platform may still believe in a line that is dead
        "a tap is heard", () -> isHeard(card.messageId(), ann.openId().value()));
    Await.until("the link is there", () -> here.session(card) instanceof AwaitingConsent);
  }

  private boolean isHeard(String message, String openId) {
    try {
      return sandbox.click(message, openId, "authorize").ok();
    } catch (NoSuchElementException e) { // an earlier tap was, and only its answer was lost
      return true;
    }
  }

  private ConnectionStatus shared(Deployment here) {
    return here.stores().slots().held(sandbox.clock().instant()).getFirst().status();
  }

  private static ConnectionStatus status(Deployment here) {
    return here.get(LongConnections.class).apps().getFirst().status().getFirst();
  }

  private static @Nullable ConnectionState state(Deployment here) {
    var all = here.get(LongConnections.class).apps().getFirst().status();
    return all.isEmpty() ? null : all.getFirst().state();
  }

  private static HealthStatus health(Deployment here) {
    return here.get(LongConnectionHealth.class).result().getStatus();
  }

  private double changes(String state) {
    return registry
        .get("larkspur.feishu.connection.changes")
        .tag("state", state)
        .functionCounter()
        .count();
  }

  private double gauge(String state) {
    return registry.get("larkspur.feishu.connections").tag("state", state).gauge().value();
  }
}
