package dev.larkspur.adapters.feishu.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.lark.oapi.google.protobuf.ByteString;
import com.lark.oapi.ws.pb.Pbbp2.Frame;
import com.lark.oapi.ws.pb.Pbbp2.Header;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform's frames, one in each binary message. */
final class Frames {
  static final int CONTROL = 0;
  static final int DATA = 1;

  static byte[] ping(int service) {
    return Frame.newBuilder()
        .setSeqID(0)
        .setLogID(0)
        .setService(service)
        .setMethod(CONTROL)
        .addHeaders(header("type", "ping"))
        .build()
        .toByteArray();
  }

  /**
   * The same frame back, with everything in it that we may not know, and the reply as its payload.
   *
   * @param reply null: only that it arrived
   */
  static byte[] ack(Frame frame, @Nullable JsonObject reply, Duration took) {
    var payload = code(200);
    if (reply != null) {
      var data = Base64.getEncoder().encodeToString(reply.toString().getBytes(UTF_8));
      payload.addProperty("data", data);
    }
    return back(frame, payload, took);
  }

  /** The same frame back, so that what was in it is delivered again. */
  static byte[] again(Frame frame, Duration took) {
    return back(frame, code(500), took);
  }

  private static JsonObject code(int code) {
    var payload = new JsonObject();
    payload.addProperty("code", code);
    return payload;
  }

  private static byte[] back(Frame frame, JsonObject payload, Duration took) {
    return frame.toBuilder()
        .addHeaders(header("biz_rt", Long.toString(took.toMillis())))
        .setPayload(ByteString.copyFromUtf8(payload.toString()))
        .build()
        .toByteArray();
  }

  static Optional<String> header(Frame frame, String key) {
    return frame.getHeadersList().stream()
        .filter(header -> header.getKey().equals(key))
        .map(Header::getValue)
        .findFirst();
  }

  private static Header header(String key, String value) {
    return Header.newBuilder().setKey(key).setValue(value).build();
  }

  private Frames() {}
}
