package dev.larkspur.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.exceptions.ConfigurationException;
import java.security.GeneralSecurityException;

/**
 * The keys that seal what is stored: a key set that is kept beside it, sealed with the master key.
 * Each ciphertext names its key, so that a set can hold new and old ones.
 */
@Factory
final class DataKeys {
  private static final byte[] PLACE = "larkspur.data_keys.keyset/1".getBytes(UTF_8);

  private final DataKeyRows rows;
  private final MasterKey master;

  DataKeys(DataKeyRows rows, MasterKey master) {
    this.rows = rows;
    this.master = master;
  }

  /**
   * At the start of the context, so that a wrong master key is found there and not by the first
   * person who is asked.
   */
  @Bean
  @Context
  Seals seals() {
    try {
      return new Seals(keys(master.aead()).getPrimitive(AeadConfig2026.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot prepare the keys that seal what is stored", e);
    }
  }

  private KeysetHandle keys(Aead masterKey) throws GeneralSecurityException {
    if (rows.find().isEmpty()) {
      // of several instances that start at once the first stores its set, and all use that one
      rows.insertIfNone(new Sealed(fresh(masterKey)));
    }
    return opened(rows.find().orElseThrow().keyset(), masterKey);
  }

  private static byte[] fresh(Aead masterKey) throws GeneralSecurityException {
    var keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(
        keys, masterKey, PLACE, AeadConfig2026.get());
  }

  private static KeysetHandle opened(Sealed keyset, Aead masterKey) {
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
          keyset.ciphertext(), masterKey, PLACE, AeadConfig2026.get());
    } catch (GeneralSecurityException e) {
      throw new ConfigurationException(
          "larkspur.master-key (LARKSPUR_MASTER_KEY) is not the key with which this database was"
              + " first used: it does not open larkspur.data_keys, so nothing that is sealed can be"
              + " read. Bring back the right key, or point to the database that belongs to this one.",
          e);
    }
  }
}
