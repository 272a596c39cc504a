package dev.larkspur.adapters.feishu.event;

import com.lark.oapi.google.protobuf.ByteString;
import com.lark.oapi.ws.pb.Pbbp2.Frame;
import com.lark.oapi.ws.pb.Pbbp2.Header;
import dev.larkspur.adapters.feishu.fuzz.HostileJson;
import java.util.random.RandomGenerator;

/** Messages that are no frames, frames that make no sense, and good frames with bad bodies. */
record HostileFrames(RandomGenerator random, HostileJson bodies) {
  private static final String[] NUMBERS = {
    "", "0", "1", "-1", "2", "3", "64", "65", "2147483647", "2147483648", "9e9", "NaN", "１"
  };
  private static final String[] TYPES = {"event", "card", "pong", "ping", "", "EVENT", "evil\n"};

  byte[] next() {
    return switch (random.nextInt(12)) {
      case 0 -> HostileJson.noise(random, 300);
      case 1 -> HostileJson.mutated(random, frame());
      case 2 -> HostileJson.truncated(random, frame());
      default -> frame();
    };
  }

  /** With a body of the other sort in otherwise good order. */
  static Frame.Builder good(byte[] body) {
    var frame = Frame.newBuilder().setSeqID(1).setLogID(2).setService(3).setMethod(Frames.DATA);
    header(frame, "type", "event");
    header(frame, "message_id", "m-good");
    return frame.setPayload(ByteString.copyFrom(body));
  }

  private byte[] frame() {
    var frame =
        Frame.newBuilder()
            .setSeqID(random.nextLong())
            .setLogID(random.nextLong())
            .setService(random.nextInt())
            .setMethod(mostly() ? Frames.DATA : random.nextInt(-1, 4))
            .setPayload(ByteString.copyFrom(bodies.next(random)));
    header(frame, "type", mostly() ? "event" : pick(TYPES));
    header(frame, "sum", mostly() ? "1" : pick(NUMBERS));
    header(frame, "seq", mostly() ? "0" : pick(NUMBERS));
    header(frame, "message_id", messageId());
    return frame.build().toByteArray();
  }

  private boolean mostly() {
    return random.nextInt(8) > 0;
  }

  private String messageId() {
    return switch (random.nextInt(40)) {
      case 0 -> "x".repeat(random.nextInt(2_000));
      case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> Integer.toString(random.nextInt(50));
      default -> Long.toHexString(random.nextLong());
    };
  }

  private static void header(Frame.Builder frame, String key, String value) {
    frame.addHeaders(Header.newBuilder().setKey(key).setValue(value));
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
