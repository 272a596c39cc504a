package dev.larkspur.sandbox.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes that do not change. */
final class Payload {
  static final Payload EMPTY = new Payload(new byte[0]);

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  static Payload of(byte[] bytes) {
    return new Payload(bytes.clone());
  }

  static Payload of(String text) {
    return new Payload(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Cut into {@code parts} of about the same length; characters may be cut through. */
  List<Payload> cut(int parts) {
    var pieces = new ArrayList<Payload>(parts);
    for (int i = 0; i < parts; i++) {
      int from = (int) ((long) bytes.length * i / parts);
      int to = (int) ((long) bytes.length * (i + 1) / parts);
      pieces.add(new Payload(Arrays.copyOfRange(bytes, from, to)));
    }
    return List.copyOf(pieces);
  }
}
