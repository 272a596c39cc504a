package dev.larkspur.adapters.feishu.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.lark.oapi.ws.pb.Pbbp2.Frame;
import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One connection for as long as a ping and its pong take, to see whether one comes about.
 *
 * <p>The platform may choose it for a press of somebody's meanwhile. Nothing here could carry that
 * out, so the person is told to try again, and the next press goes to a server. An event that is
 * not a press is left unanswered: the platform brings it again, to another connection.
 */
public final class BriefConnection implements FrameIntake.Sink {
  /** What came of it. */
  public sealed interface Met {
    record Answered() implements Met {}

    /** It stood, but the ping was not answered. */
    record Silent(String why) implements Met {}

    /**
     * None came about.
     *
     * @param said the platform's own words; null: it gave no reason that is known
     */
    record NotConnected(String why, @Nullable PlatformError said) implements Met {}
  }

  private static final Duration PONG_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);
  private static final String PRESS = "card.action.trigger";

  private final CountDownLatch pong = new CountDownLatch(1);
  private final Answering answering = new Answering();

  private BriefConnection() {}

  public static Met with(FeishuApp app) {
    try {
      return new BriefConnection().met(app, Bootstrap.ask(app));
    } catch (ConnectFailed e) {
      return new Met.NotConnected(Objects.requireNonNullElse(e.getMessage(), "?"), e.said());
    }
  }

  private Met met(FeishuApp app, Endpoint endpoint) throws ConnectFailed {
    var wire =
        Wire.open(app.http().client(), endpoint, new FrameIntake(new LongAdder(), this)::message);
    try {
      var heard =
          wire.send(Frames.ping(endpoint.service()))
              && pong.await(PONG_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      answering.awaitNone(ANSWERS_WITHIN);
      return heard
          ? new Met.Answered()
          : new Met.Silent("no answer to a ping in " + PONG_WITHIN.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Met.Silent("interrupted");
    } finally {
      wire.close();
    }
  }

  @Override
  public void event(Wire back, Frame frame, byte[] event) {
    if (isPress(event)) {
      var answer = new JsonObject();
      answer.add("toast", Toast.TRY_AGAIN.json());
      answering.start(() -> back.send(Frames.ack(frame, answer, Duration.ZERO)));
    }
  }

  private static boolean isPress(byte[] event) {
    try {
      return JsonParser.parseString(new String(event, UTF_8)) instanceof JsonObject json
          && json.get("header") instanceof JsonObject header
          && header.has("event_type")
          && header.get("event_type").toString().equals('"' + PRESS + '"');
    } catch (JsonParseException e) {
      return false;
    }
  }

  /** Comes with every pong. */
  @Override
  public void pingInterval(Duration interval) {
    pong.countDown();
  }
}
