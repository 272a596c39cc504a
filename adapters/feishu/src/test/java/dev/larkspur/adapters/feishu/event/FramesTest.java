package dev.larkspur.adapters.feishu.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.lark.oapi.google.protobuf.ByteString;
import com.lark.oapi.ws.pb.Pbbp2.Frame;
import com.lark.oapi.ws.pb.Pbbp2.Header;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FramesTest {
  private static final Frame FRAME =
      Frame.newBuilder()
          .setSeqID(-1)
          .setLogID(Long.MIN_VALUE)
          .setService(7)
          .setMethod(Frames.DATA)
          .addHeaders(Header.newBuilder().setKey("type").setValue("event"))
          .addHeaders(Header.newBuilder().setKey("instance_id").setValue("i-1"))
          .setPayloadEncoding("none")
          .setLogIDNew("new")
          .setPayload(ByteString.copyFromUtf8("{}"))
          .build();

  @Test
  void a_ping_has_its_zeros_on_the_wire() {
    // 08 00: SeqID 0 · 10 00: LogID 0 · 18 2a: service 42 · 20 00: method 0 · type=ping
    assertThat(HexFormat.of().formatHex(Frames.ping(42)))
        .isEqualTo("08001000182a20002a0c0a0474797065120470696e67");
  }

  @Test
  void an_ack_is_the_same_frame_with_the_time_and_the_reply() throws Exception {
    var reply = new JsonObject();
    reply.addProperty("é", "<&>");

    var ack = Frame.parseFrom(Frames.ack(FRAME, reply, Duration.ofMillis(12)));

    assertThat(ack.getHeadersList()).startsWith(FRAME.getHeaders(0), FRAME.getHeaders(1));
    assertThat(Frames.header(ack, "biz_rt")).hasValue("12");
    assertThat(ack.toBuilder().clearHeaders().clearPayload().build())
        .isEqualTo(FRAME.toBuilder().clearHeaders().clearPayload().build());
    var payload = JsonParser.parseString(ack.getPayload().toStringUtf8()).getAsJsonObject();
    assertThat(payload.get("code").getAsInt()).isEqualTo(200);
    var data = Base64.getDecoder().decode(payload.get("data").getAsString());
    assertThat(JsonParser.parseString(new String(data, UTF_8))).isEqualTo(reply);
  }

  @Test
  void an_ack_without_a_reply_says_only_that_it_arrived() throws Exception {
    var ack = Frame.parseFrom(Frames.ack(FRAME, null, Duration.ZERO));

    assertThat(ack.getPayload().toStringUtf8()).isEqualTo("{\"code\":200}");
  }
}
