package dev.larkspur.sandbox.transport;

import dev.larkspur.sandbox.transport.Frame.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames as proto2 bytes, package pbbp2.
 *
 * <p>SeqID, LogID, service and method are required fields, so they are written even when zero, and
 * a frame without them is refused.
 */
final class FrameCodec {
  private static final int REQUIRED = 0b1111;

  private FrameCodec() {}

  static byte[] encode(Frame frame) {
    var out = new WireOutput();
    out.varint(1, frame.seqId());
    out.varint(2, frame.logId());
    out.varint(3, frame.service());
    out.varint(4, frame.method());
    for (var header : frame.headers()) {
      var inner = new WireOutput();
      inner.bytes(1, header.key().getBytes(StandardCharsets.UTF_8));
      inner.bytes(2, header.value().getBytes(StandardCharsets.UTF_8));
      out.bytes(5, inner.toByteArray());
    }
    var payload = frame.payload().bytes();
    if (payload.length > 0) {
      out.bytes(8, payload);
    }
    return out.toByteArray();
  }

  static Frame decode(byte[] bytes) throws BadFrame {
    var in = new WireInput(bytes);
    long[] numbers = new long[4];
    int seen = 0;
    List<Header> headers = new ArrayList<>();
    var payload = Payload.EMPTY;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case 1 << 3, 2 << 3, 3 << 3, 4 << 3 -> {
          int field = (tag >>> 3) - 1;
          numbers[field] = in.varint();
          seen |= 1 << field;
        }
        case 5 << 3 | 2 -> headers.add(header(in.bytes()));
        case 8 << 3 | 2 -> payload = Payload.of(in.bytes());
        default -> in.skip(tag);
      }
    }
    if (seen != REQUIRED) {
      throw new BadFrame("a required field is missing");
    }
    return new Frame(numbers[0], numbers[1], (int) numbers[2], (int) numbers[3], headers, payload);
  }

  private static Header header(byte[] bytes) throws BadFrame {
    var in = new WireInput(bytes);
    String key = null;
    String value = null;
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case 1 << 3 | 2 -> key = new String(in.bytes(), StandardCharsets.UTF_8);
        case 2 << 3 | 2 -> value = new String(in.bytes(), StandardCharsets.UTF_8);
        default -> in.skip(tag);
      }
    }
    if (key == null || value == null) {
      throw new BadFrame("a header lacks its key or value");
    }
    return new Header(key, value);
  }
}
