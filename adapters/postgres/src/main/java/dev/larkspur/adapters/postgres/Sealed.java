package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;

/** Ciphertext as it is stored; see {@link Seals}. */
@TypeDef(type = DataType.BYTE_ARRAY, converter = SealedConverter.class)
final class Sealed {
  static final int PREFIX_BYTES = 5;
  private static final byte PREFIX_START = 1; // Tink's: a byte, then the key's id

  private final byte[] ciphertext;

  Sealed(byte[] ciphertext) {
    this.ciphertext = ciphertext.clone();
  }

  byte[] ciphertext() {
    return ciphertext.clone();
  }

  /** The id of the key that it names; empty if it is no ciphertext of ours. */
  OptionalLong key() {
    return ciphertext.length < PREFIX_BYTES || ciphertext[0] != PREFIX_START
        ? OptionalLong.empty()
        : OptionalLong.of(Integer.toUnsignedLong(ByteBuffer.wrap(ciphertext, 1, 4).getInt()));
  }

  boolean isSealedWith(long key) {
    return key().equals(OptionalLong.of(key));
  }

  /** How everything begins that this key sealed. */
  static byte[] prefix(long key) {
    return ByteBuffer.allocate(PREFIX_BYTES).put(PREFIX_START).putInt((int) key).array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sealed that && Arrays.equals(ciphertext, that.ciphertext);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ciphertext);
  }

  @Override
  public String toString() {
    return "Sealed[…]";
  }
}
