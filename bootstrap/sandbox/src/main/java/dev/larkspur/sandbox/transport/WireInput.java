package dev.larkspur.sandbox.transport;

import java.util.Arrays;

/** Reads protobuf fields and believes nothing. */
final class WireInput {
  private final byte[] bytes;
  private int at;

  WireInput(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  int tag() throws BadFrame {
    long tag = varint();
    if (tag <= 0 || tag > Integer.MAX_VALUE) {
      throw new BadFrame("not a field");
    }
    return (int) tag;
  }

  long varint() throws BadFrame {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (!hasMore()) {
        throw new BadFrame("cut off");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BadFrame("a number without end");
  }

  byte[] bytes() throws BadFrame {
    long length = varint();
    if (length < 0 || length > bytes.length - at) {
      throw new BadFrame("cut off");
    }
    at += (int) length;
    return Arrays.copyOfRange(bytes, at - (int) length, at);
  }

  void skip(int tag) throws BadFrame {
    switch (tag & 7) {
      case 0 -> varint();
      case 1 -> jump(8);
      case 2 -> bytes();
      case 5 -> jump(4);
      default -> throw new BadFrame("unknown wire type");
    }
  }

  private void jump(int length) throws BadFrame {
    if (length > bytes.length - at) {
      throw new BadFrame("cut off");
    }
    at += length;
  }
}
