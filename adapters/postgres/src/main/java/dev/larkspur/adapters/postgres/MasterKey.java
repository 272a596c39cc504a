package dev.larkspur.adapters.postgres;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import io.micronaut.context.exceptions.ConfigurationException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The key of the keys, as a setting gives it: the one secret that is not in the database. */
final class MasterKey {
  private static final int BYTES = 32;

  private final String setting;
  private final @Nullable String base64;

  /**
   * @param setting how the operator knows it
   */
  MasterKey(String setting, @Nullable String base64) {
    this.setting = setting;
    this.base64 = base64;
  }

  /**
   * @throws ConfigurationException if it is missing or malformed; says how to make one
   */
  @AccessesPartialKey // it comes as bytes from the settings
  Aead aead() {
    try {
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
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot prepare the key in " + setting, e);
    }
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

  private ConfigurationException unusable(String why) {
    return new ConfigurationException(
        setting
            + " "
            + why
            + ". It seals the keys that protect what is stored and stays the same until it is"
            + " changed on purpose (docs/operations.md); make one with: openssl rand -base64 32");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "MasterKey[" + setting + "]";
  }
}
