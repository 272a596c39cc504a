package dev.larkspur.adapters.feishu.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.lark.oapi.google.protobuf.InvalidProtocolBufferException;
import com.lark.oapi.ws.pb.Pbbp2.Frame;
import dev.larkspur.adapters.feishu.Await;
import dev.larkspur.adapters.feishu.Deployment;
import dev.larkspur.adapters.feishu.FeishuApps;
import dev.larkspur.adapters.feishu.fuzz.ErrorLines;
import dev.larkspur.adapters.feishu.fuzz.Events;
import dev.larkspur.adapters.feishu.fuzz.Fuzz;
import dev.larkspur.adapters.feishu.fuzz.HostileJson;
import dev.larkspur.adapters.feishu.fuzz.LiveHeap;
import dev.larkspur.adapters.feishu.subscribe.EventSubscriber;
import dev.larkspur.adapters.feishu.subscribe.EventType;
import dev.larkspur.adapters.feishu.subscribe.RawEvent;
import dev.larkspur.application.InMemoryStores;
import dev.larkspur.application.Stores;
import dev.larkspur.application.connection.port.InMemoryHandledEvents;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.chat.ShownCard;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes over a connection: from the bytes of its messages to the use cases, with nothing
 * left out but the socket itself. `./larkspur test --full` takes ten times as many.
 */
class FuzzTest {

  /** Gets those events that are still events. */
  private static final class Reading implements EventSubscriber<RawEvent> {
    final LongAdder got = new LongAdder();

    @Override
    public String name() {
      return "reading";
    }

    @Override
    public EventType<RawEvent> type() {
      return EventType.raw(Events.MESSAGE);
    }

    @Override
    public void on(RawEvent event) {
      got.increment();
    }
  }

  private final Sandbox sandbox = Sandbox.start();
  private final Stores stores = InMemoryStores.at(sandbox.clock());
  private final Reading subscriber = new Reading();
  private final Deployment deployment = Deployment.starting(sandbox, Map.of(), stores, subscriber);
  private final ConnectionCounts counts = new ConnectionCounts();
  private final LongAdder events = new LongAdder();
  private final AtomicReference<@Nullable String> badAnswer = new AtomicReference<>();
  private final AtomicReference<JsonObject> lastAnswer = new AtomicReference<>(new JsonObject());
  private final SocketInMemory socket = new SocketInMemory(this::answered);
  private final Wire wire = connected();

  private final ErrorLines errors = new ErrorLines();

  @BeforeEach
  void connect() {
    sandbox.awaitConnections(1, Deployment.PATIENCE);
  }

  @AfterEach
  void stop() {
    errors.close();
    deployment.close();
    sandbox.close();
  }

  private Wire connected() {
    var app = deployment.get(FeishuApps.class).feishu().getFirst();
    var report = new ConnectionReport(app, 1, (_, _) -> {}, sandbox.clock());
    report.become(ConnectionState.CONNECTED, 0, "connected");
    var connection =
        new LongConnection(
            app,
            deployment.get(CardActionListener.class),
            deployment.get(LongConnectionProperties.class),
            report,
            counts);
    var counting =
        new FrameIntake.Sink() {
          @Override
          public void event(Wire back, Frame frame, byte[] event) {
            events.increment();
            connection.event(back, frame, event);
          }

          @Override
          public void pingInterval(Duration interval) {
            connection.pingInterval(interval);
          }
        };
    var made = new Wire(new FrameIntake(counts.ignored(), counting)::message);
    made.onOpen(socket);
    return made;
  }

  @Test
  void whatever_comes_over_a_connection_nothing_changes_nothing_escapes_and_nothing_is_kept() {
    var card = deployment.ask(deployment.person(0));
    var declined = deployment.ask(deployment.person(1));
    sandbox.click(declined.messageId(), sandbox.people().get(1).openId(), "decline");
    var company = new Events(sandbox, card, declined);
    var before = List.of(session(card), session(declined));
    var bodies = HostileJson.of(company.thatComeToNothing());
    Consumer<Random> round =
        random -> {
          round(random, bodies);
          assertThat(List.of(session(card), session(declined))).isEqualTo(before);
        };
    var all = Fuzz.asConfigured();

    LiveHeap.assertFlat(all, round);

    assertThat(events.sum()).as("taken for events").isGreaterThan(all.cases() / 3L);
    assertThat(counts.ignored().sum()).isGreaterThan(all.cases() / 10L);
    assertThat(subscriber.got.sum()).isGreaterThan(all.cases() / 1000L);
    assertGoodPressWorks(company);
  }

  private void round(Random random, HostileJson bodies) {
    var frames = new HostileFrames(random, bodies);
    for (int i = 0; i < Fuzz.ROUND; i++) {
      receive(random, frames.next());
    }
    awaitAnswers();
    ((InMemoryHandledEvents) stores.events()).forgetAll();
    assertThat(counts.unanswered().sum()).as("not answered").isZero();
    assertThat(badAnswer.get()).as("an answer").isNull();
    assertThat(deployment.get(CardActionListener.class).underWay()).as("presses kept").isZero();
    assertThat(errors.soFar()).as("lines of the log").isEmpty();
    assertThat(socket.isInputClosed()).as("the connection is closed").isFalse();
  }

  /** Now and then a message comes in two pieces. */
  private void receive(Random random, byte[] message) {
    int cut = random.nextInt(20) == 0 ? random.nextInt(message.length + 1) : 0;
    if (cut > 0) {
      wire.onBinary(socket, ByteBuffer.wrap(message, 0, cut), false);
    }
    wire.onBinary(socket, ByteBuffer.wrap(message, cut, message.length - cut), true);
  }

  private void awaitAnswers() {
    Await.until(
        "every event is answered",
        () -> counts.answered().sum() + counts.unanswered().sum() == events.sum());
  }

  private void answered(byte[] message) {
    try {
      var payload = Frame.parseFrom(message).getPayload().toStringUtf8();
      var answer = JsonParser.parseString(payload).getAsJsonObject();
      if (!List.of(200, 500).contains(answer.get("code").getAsInt())) {
        badAnswer.set(payload);
      }
      lastAnswer.set(answer);
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      badAnswer.set(e.toString());
    }
  }

  private void assertGoodPressWorks(Events company) {
    wire.onBinary(socket, ByteBuffer.wrap(frame(company.goodPress())), true);
    awaitAnswers();

    assertThat(lastAnswer.get().get("code").getAsInt()).isEqualTo(200);
    assertThat(session(company.asked())).isInstanceOf(AwaitingConsent.class);
  }

  private static byte[] frame(JsonNode body) {
    return HostileFrames.good(body.toString().getBytes(UTF_8)).build().toByteArray();
  }

  private AuthSession session(ShownCard card) {
    return deployment.session(card);
  }
}
