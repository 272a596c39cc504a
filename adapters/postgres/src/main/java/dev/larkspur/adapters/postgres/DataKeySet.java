package dev.larkspur.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The keys that seal what is stored: one that seals, and perhaps others that only open. Each
 * ciphertext names its key. Does not change; the methods make others.
 */
final class DataKeySet {
  private static final byte[] PLACE = "larkspur.data_keys.keyset/1".getBytes(UTF_8);

  private final KeysetHandle keys;
  private final List<Long> ids;

  private DataKeySet(KeysetHandle keys) {
    this.keys = keys;
    this.ids = IntStream.range(0, keys.size()).mapToObj(i -> id(keys.getAt(i))).toList();
  }

  static DataKeySet fresh() {
    try {
      return new DataKeySet(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot make a key", e);
    }
  }

  /** Empty if it is not the key with which it was sealed. */
  static Optional<DataKeySet> open(Sealed keyset, Aead master) {
    try {
      return Optional.of(
          new DataKeySet(
              TinkProtoKeysetFormat.parseEncryptedKeyset(
                  keyset.ciphertext(), master, PLACE, AeadConfig2026.get())));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  Sealed sealedWith(Aead master) {
    try {
      return new Sealed(
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              keys, master, PLACE, AeadConfig2026.get()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot seal the keys", e);
    }
  }

  Aead aead() {
    try {
      return keys.getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot prepare the keys that seal what is stored", e);
    }
  }

  /** The key that seals. */
  long primary() {
    return id(keys.getPrimary());
  }

  List<Long> ids() {
    return ids;
  }

  /** Those that only open. */
  List<Long> others() {
    return ids.stream().filter(id -> id != primary()).toList();
  }

  /** With a new key at the end, which only opens. */
  DataKeySet withAnother() {
    var more =
        KeysetHandle.newBuilder(keys)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId());
    return built(more);
  }

  long newest() {
    return ids.getLast();
  }

  DataKeySet sealingWith(long id) {
    var changed = KeysetHandle.newBuilder(keys);
    changed.getAt(ids.indexOf(id)).makePrimary();
    return built(changed);
  }

  DataKeySet withoutOthers() {
    var fewer = KeysetHandle.newBuilder(keys);
    for (int i = ids.size() - 1; i >= 0; i--) {
      if (ids.get(i) != primary()) {
        fewer.deleteAt(i);
      }
    }
    return built(fewer);
  }

  private static DataKeySet built(KeysetHandle.Builder keys) {
    try {
      return new DataKeySet(keys.setConfiguration(AeadConfig2026.get()).build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot change the set of keys", e);
    }
  }

  private static long id(KeysetHandle.Entry entry) {
    return Integer.toUnsignedLong(entry.getId());
  }

  /** The ids, without the keys. */
  @Override
  public String toString() {
    return "DataKeySet" + ids;
  }
}
