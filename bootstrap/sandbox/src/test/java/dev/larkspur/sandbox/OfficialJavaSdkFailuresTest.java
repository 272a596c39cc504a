package dev.larkspur.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.event.cardcallback.P2CardActionTriggerHandler;
import com.lark.oapi.event.cardcallback.model.P2CardActionTrigger;
import com.lark.oapi.event.cardcallback.model.P2CardActionTriggerResponse;
import com.lark.oapi.ws.Client;
import com.lark.oapi.ws.exception.ClientException;
import dev.larkspur.sandbox.chat.ClickResult;
import dev.larkspur.sandbox.world.Faults.Refusal;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What release 2.5.3 of the platform's SDK for Java does when the line is bad, seen from the
 * platform. A message in two parts is lost by a race there, so it is not among these.
 */
@Tag("full")
class OfficialJavaSdkFailuresTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  /** Many times as long as the client is told to wait for anything. */
  private static final Duration LONG = Duration.ofSeconds(6);

  private final Sandbox sandbox =
      Sandbox.start(
          SandboxOptions.defaults()
              .withPingInterval(Duration.ofSeconds(1))
              .withReconnectInterval(Duration.ofSeconds(1))
              .withReconnectNonce(Duration.ofSeconds(1))
              .withAckWithin(Duration.ofSeconds(1)));
  private final String ann = sandbox.people().getFirst().openId();
  private String message = "";

  @BeforeEach
  void send() {
    var sent = new Calls(sandbox).send(ann, Cards.asking(), "").json();
    message = sent.at("/data/message_id").asText();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void after_a_clean_close_it_never_comes_back() {
    connect(P2CardActionTriggerResponse::new);
    sandbox.closeConnections();
    assertStays(0);
    assertThat(click().errorCode()).isEqualTo(200340);
  }

  @Test
  void after_a_cut_it_comes_back_and_takes_presses() {
    connect(P2CardActionTriggerResponse::new);
    sandbox.dropConnections();
    sandbox.awaitConnections(1, SOON);
    assertThat(click().errorCode()).isZero();
  }

  @Test
  void it_never_notices_that_a_line_is_half_open() {
    connect(P2CardActionTriggerResponse::new);
    sandbox.lines().halfOpen(0);
    assertStays(1);
    assertThat(bootstraps()).isEqualTo(1);
    assertThat(click().errorCode()).isEqualTo(200341);
  }

  @Test
  void it_never_notices_that_pings_stay_unanswered() {
    sandbox.faults().mutePongs(true);
    connect(P2CardActionTriggerResponse::new);
    assertStays(1);
    assertThat(bootstraps()).isEqualTo(1);
  }

  @Test
  void a_handshake_that_is_refused_with_514_is_tried_again_and_again() {
    sandbox.faults().refuseHandshakes(1000, Refusal.AUTH_FAILED);
    client(P2CardActionTriggerResponse::new, sandbox.appSecret()).start();
    Await.until("it was tried again twice", () -> bootstraps() >= 3);
  }

  @Test
  void a_handshake_that_is_forbidden_or_over_the_limit_ends_it_and_nobody_is_told() {
    for (var how : new Refusal[] {Refusal.FORBIDDEN, Refusal.TOO_MANY_CONNECTIONS}) {
      int before = bootstraps();
      sandbox.faults().refuseHandshakes(1, how);
      client(P2CardActionTriggerResponse::new, sandbox.appSecret()).start();
      assertStays(0);
      assertThat(bootstraps()).as("after " + how).isEqualTo(before + 1);
    }
  }

  @Test
  void a_bootstrap_that_is_down_holds_its_start_up() throws Exception {
    sandbox.faults().bootstrapHttpError(100, 500);
    var starting =
        Thread.ofPlatform()
            .daemon()
            .start(() -> client(P2CardActionTriggerResponse::new, sandbox.appSecret()).start());
    starting.join(LONG);
    assertThat(starting.isAlive()).isTrue();
  }

  @Test
  void a_wrong_secret_fails_its_start() {
    assertThatThrownBy(() -> client(P2CardActionTriggerResponse::new, "wrong").start())
        .isInstanceOf(ClientException.class);
  }

  @Test
  void a_handler_that_throws_is_shown_to_the_person() {
    connect(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    var result = click();
    assertThat(result.errorCode()).isEqualTo(200340);
    assertThat(result.detail()).isEqualTo("the app answered code 500");
  }

  @Test
  void a_press_of_type_card_is_dropped() {
    sandbox.faults().clicksArriveAs("card");
    connect(P2CardActionTriggerResponse::new);
    assertThat(click().errorCode()).isEqualTo(200341);
  }

  private void connect(Supplier<P2CardActionTriggerResponse> answer) {
    client(answer, sandbox.appSecret()).start();
    sandbox.awaitConnections(1, SOON);
  }

  private Client client(Supplier<P2CardActionTriggerResponse> answer, String secret) {
    var handler =
        new P2CardActionTriggerHandler() {
          @Override
          public P2CardActionTriggerResponse handle(P2CardActionTrigger event) {
            return answer.get();
          }
        };
    return new Client.Builder(sandbox.appId(), secret)
        .eventHandler(EventDispatcher.newBuilder("", "").onP2CardActionTrigger(handler).build())
        .domain(sandbox.url().toString())
        .autoReconnect(true)
        .build();
  }

  private ClickResult click() {
    return sandbox.click(message, ann, "authorize");
  }

  private int bootstraps() {
    return sandbox.journal().requests("POST", "/callback/ws/endpoint").size();
  }

  /** There is nothing to wait for: the number has to be the same all the time. */
  private void assertStays(int connections) {
    long end = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() < end) {
      assertThat(sandbox.connections()).isEqualTo(connections);
      Await.pause();
    }
  }
}
