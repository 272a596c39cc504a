package dev.larkspur.adapters.postgres;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The key of the keys: the one secret that is not in the database. */
@Singleton
final class MasterKey {
  private static final int BYTES = 32;

  private final @Nullable String base64;

  MasterKey(@Property(name = "larkspur.master-key") @Nullable String base64) {
    this.base64 = base64;
  }

  /**
   * @throws ConfigurationException if it is missing or malformed; says how to make one
   */
  @AccessesPartialKey // it comes as bytes from the settings
  Aead aead() throws GeneralSecurityException {
    var parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(BYTES)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
            .build();
    var key =
        AesGcmKey.builder()
            .setParameters(parameters)
            .setKeyBytes(SecretBytes.copyFrom(bytes(), InsecureSecretKeyAccess.get()))
            .build();
    return KeysetHandle.newBuilder()
        .setConfiguration(AeadConfig2026.get())
        .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
        .build()
        .getPrimitive(AeadConfig2026.get(), Aead.class);
  }

  private byte[] bytes() {
    if (base64 == null || base64.isBlank()) {
      throw unusable("is not set");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw unusable("is not base64");
    }
    if (bytes.length != BYTES) {
      throw unusable("has " + bytes.length + " bytes instead of " + BYTES);
    }
    return bytes;
  }

  private static ConfigurationException unusable(String why) {
    return new ConfigurationException(
        "larkspur.master-key (LARKSPUR_MASTER_KEY) "
            + why
            + ". It seals the keys that protect what is stored and has to stay the same for good;"
            + " make one with: openssl rand -base64 32");
  }
}
