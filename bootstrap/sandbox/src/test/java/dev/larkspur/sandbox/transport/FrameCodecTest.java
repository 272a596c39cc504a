package dev.larkspur.sandbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lark.oapi.ws.pb.Pbbp2;
import dev.larkspur.sandbox.transport.Frame.Header;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our codec against the one that the platform's SDK generated from the platform's schema. */
class FrameCodecTest {
  private static final Frame FRAME =
      new Frame(
          1,
          -2,
          33554678,
          Frame.DATA,
          List.of(new Header("type", "event"), new Header("名", "")),
          Payload.of("{\"ü\":1}"));

  @Test
  void the_sdk_reads_what_we_write() throws Exception {
    var theirs = Pbbp2.Frame.parseFrom(FrameCodec.encode(FRAME));
    assertThat(theirs.getSeqID()).isEqualTo(1);
    assertThat(theirs.getLogID()).isEqualTo(-2);
    assertThat(theirs.getService()).isEqualTo(33554678);
    assertThat(theirs.getMethod()).isEqualTo(1);
    assertThat(theirs.getHeaders(1).getKey()).isEqualTo("名");
    assertThat(theirs.getPayload().toStringUtf8()).isEqualTo("{\"ü\":1}");
  }

  @Test
  void zeros_are_on_the_wire_because_the_fields_are_required() throws Exception {
    var zeros = new Frame(0, 0, 0, 0, List.of(), Payload.EMPTY);
    assertThat(FrameCodec.encode(zeros)).containsExactly(8, 0, 16, 0, 24, 0, 32, 0);
    assertThat(Pbbp2.Frame.parseFrom(FrameCodec.encode(zeros)).isInitialized()).isTrue();
  }

  @Test
  void we_read_what_the_sdk_writes_and_skip_what_we_do_not_know() throws Exception {
    var theirs =
        Pbbp2.Frame.newBuilder()
            .setSeqID(5)
            .setLogID(Long.MAX_VALUE)
            .setService(-1)
            .setMethod(0)
            .addHeaders(Pbbp2.Header.newBuilder().setKey("type").setValue("ping"))
            .setPayloadEncoding("gzip")
            .setPayloadType("json")
            .setPayload(com.lark.oapi.google.protobuf.ByteString.copyFromUtf8("x"))
            .setLogIDNew("new")
            .build();
    var ours = FrameCodec.decode(theirs.toByteArray());
    assertThat(ours.logId()).isEqualTo(Long.MAX_VALUE);
    assertThat(ours.service()).isEqualTo(-1);
    assertThat(ours.isPing()).isTrue();
    assertThat(ours.payload().text()).isEqualTo("x");
  }

  @Test
  void a_frame_without_a_required_field_is_refused() {
    assertThatThrownBy(() -> FrameCodec.decode(new byte[] {8, 0, 16, 0, 24, 0}))
        .isInstanceOf(BadFrame.class);
  }

  @Test
  void no_bytes_whatever_do_more_than_be_refused() {
    var random = new Random(42);
    var good = FrameCodec.encode(FRAME);
    for (int i = 0; i < 20_000; i++) {
      var bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        assertThat(FrameCodec.decode(bytes)).isNotNull();
      } catch (BadFrame e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }
}
