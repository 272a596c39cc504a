package dev.larkspur.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.domain.token.Secret;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;

/** Seals what nobody may read in the database, and opens it again. */
@Singleton
final class Seals {
  private final DataKeys keys;

  Seals(DataKeys keys) {
    this.keys = keys;
  }

  /**
   * @throws CannotSeal if {@link #seal} would
   */
  void ensureSealing() {
    keys.toSeal();
  }

  Sealed seal(Secret secret, Place place) {
    var aead = keys.toSeal();
    try {
      return new Sealed(aead.encrypt(secret.reveal().getBytes(UTF_8), place.associatedData()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot seal " + place, e);
    }
  }

  /**
   * @throws BrokenSeal if it was changed, belongs elsewhere or was sealed with a key we do not have
   */
  Secret open(Sealed sealed, Place place) {
    var aead = keys.toOpen(sealed);
    try {
      return new Secret(
          new String(aead.decrypt(sealed.ciphertext(), place.associatedData()), UTF_8));
    } catch (GeneralSecurityException e) {
      throw new BrokenSeal(place, e);
    }
  }
}
