package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.Arrays;

/** Ciphertext as it is stored; see {@link Seals}. */
@TypeDef(type = DataType.BYTE_ARRAY, converter = SealedConverter.class)
final class Sealed {
  private final byte[] ciphertext;

  Sealed(byte[] ciphertext) {
    this.ciphertext = ciphertext.clone();
  }

  byte[] ciphertext() {
    return ciphertext.clone();
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
