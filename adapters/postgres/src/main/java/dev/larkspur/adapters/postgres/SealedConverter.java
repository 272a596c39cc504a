package dev.larkspur.adapters.postgres;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** {@link Sealed} as the bytes of a column. */
@Singleton
final class SealedConverter implements AttributeConverter<Sealed, byte[]> {
  @Override
  public byte @Nullable [] convertToPersistedValue(
      @Nullable Sealed value, ConversionContext context) {
    return value == null ? null : value.ciphertext();
  }

  @Override
  public @Nullable Sealed convertToEntityValue(
      byte @Nullable [] stored, ConversionContext context) {
    return stored == null ? null : new Sealed(stored);
  }
}
