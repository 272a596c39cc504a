package dev.larkspur.adapters.feishu.event;

import com.lark.oapi.google.protobuf.InvalidProtocolBufferException;
import com.lark.oapi.ws.pb.Pbbp2.Frame;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one connection's messages apart. What makes no sense is counted and otherwise ignored. */
final class FrameIntake {
  /** What comes of messages. */
  interface Sink {
    /** A whole event, to be acknowledged with {@code frame} over {@code back}. */
    void event(Wire back, Frame frame, byte[] event);

    /** The platform asks for pings in this interval; zero: it does not say. */
    void pingInterval(Duration interval);
  }

  private static final Logger LOG = LoggerFactory.getLogger(FrameIntake.class);
  // whether a press of a button comes as "event" or as "card" is reported either way
  private static final Set<String> WITH_EVENT = Set.of("event", "card");

  private final Parts parts = new Parts();
  private final LongAdder ignored;
  private final Sink sink;

  FrameIntake(LongAdder ignored, Sink sink) {
    this.ignored = ignored;
    this.sink = sink;
  }

  void message(Wire from, byte[] message) {
    try {
      frame(from, Frame.parseFrom(message));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      ignore(e.getClass().getSimpleName());
    }
  }

  private void frame(Wire from, Frame frame) {
    var type = Frames.header(frame, "type").orElse("");
    if (frame.getMethod() == Frames.CONTROL && type.equals("pong")) {
      sink.pingInterval(ClientConfig.pingInterval(frame.getPayload().toStringUtf8()));
    } else if (frame.getMethod() == Frames.DATA && WITH_EVENT.contains(type)) {
      whole(frame).ifPresent(event -> sink.event(from, frame, event));
    } else {
      ignore("unknown kind");
    }
  }

  private Optional<byte[]> whole(Frame frame) {
    return parts.add(
        Frames.header(frame, "message_id").orElse(""),
        Integer.parseInt(Frames.header(frame, "sum").orElse("1")),
        Integer.parseInt(Frames.header(frame, "seq").orElse("0")),
        frame.getPayload().toByteArray(),
        System.nanoTime());
  }

  private void ignore(String why) {
    ignored.increment();
    LOG.debug("ignored a message of the platform's: {}", why);
  }
}
