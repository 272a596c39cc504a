package dev.larkspur.sandbox.transport;

import java.io.ByteArrayOutputStream;

/** Writes protobuf fields. */
final class WireOutput {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void varint(int field, long value) {
    raw((long) field << 3);
    raw(value);
  }

  void bytes(int field, byte[] value) {
    raw((long) field << 3 | 2);
    raw(value.length);
    out.writeBytes(value);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  private void raw(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
