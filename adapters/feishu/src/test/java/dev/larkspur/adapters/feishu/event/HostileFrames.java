package dev.larkspur.adapters.feishu.event;

import com.lark.oapi.google.protobuf.ByteString;
import com.lark.oapi.ws.pb.Pbbp2.Frame;
import com.lark.oapi.ws.pb.Pbbp2.Header;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Messages that are no frames, or frames that make no sense. The same for the same seed. */
final class HostileFrames {
  private static final String[] NUMBERS = {
    "", "0", "1", "-1", "3", "64", "65", "2147483647", "2147483648", "9e9", "NaN", "１"
  };
  private static final String[] TYPES = {"event", "card", "pong", "ping", "", "EVENT", "evil\n"};
  private static final String[] PAYLOADS = {
    "",
    "null",
    "[]",
    "{}",
    "{\"header\":null}",
    "{\"header\":{\"event_type\":\"card.action.trigger\"}}",
    "{\"header\":{\"event_type\":\"card.action.trigger\",\"app_id\":[1]}}",
    "{\"PingInterval\":-1}",
    "{\"PingInterval\":\"soon\"}",
    "{\"PingInterval\":1e400}",
    "[".repeat(20_000),
    "{\"a\":".repeat(20_000),
    "\u0000\uffff"
  };

  static Stream<byte[]> from(Random random, int count) {
    return IntStream.range(0, count).mapToObj(_ -> message(random));
  }

  private static byte[] message(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> noise(random);
      case 1 -> mutated(random, frame(random));
      case 2 -> truncated(random, frame(random));
      default -> frame(random);
    };
  }

  private static byte[] noise(Random random) {
    var bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] mutated(Random random, byte[] frame) {
    for (int i = random.nextInt(1, 8); i > 0 && frame.length > 0; i--) {
      frame[random.nextInt(Math.min(frame.length, 200))] = (byte) random.nextInt();
    }
    return frame;
  }

  private static byte[] truncated(Random random, byte[] frame) {
    return Arrays.copyOf(frame, random.nextInt(Math.min(frame.length, 200)));
  }

  private static byte[] frame(Random random) {
    var frame =
        Frame.newBuilder()
            .setSeqID(random.nextLong())
            .setLogID(random.nextLong())
            .setService(random.nextInt())
            .setMethod(random.nextInt(-1, 4))
            .setPayload(ByteString.copyFromUtf8(pick(random, PAYLOADS)));
    header(frame, "type", pick(random, TYPES));
    header(frame, "sum", pick(random, NUMBERS));
    header(frame, "seq", pick(random, NUMBERS));
    header(frame, "message_id", Integer.toString(random.nextInt(200)));
    return frame.build().toByteArray();
  }

  private static void header(Frame.Builder frame, String key, String value) {
    frame.addHeaders(Header.newBuilder().setKey(key).setValue(value));
  }

  private static String pick(Random random, String[] from) {
    return from[random.nextInt(from.length)];
  }

  private HostileFrames() {}
}
