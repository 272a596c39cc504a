package dev.larkspur.adapters.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.larkspur.application.keys.port.Sealing;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Seals for other stores with the keys that seal for this one. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresSealing implements Sealing {
  private final DataKeys keys;

  PostgresSealing(DataKeys keys) {
    this.keys = keys;
  }

  @Override
  public byte[] seal(byte[] clear, String place) {
    try {
      return keys.toSeal().encrypt(clear, place.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot seal " + place, e);
    }
  }

  @Override
  public Optional<byte[]> open(byte[] sealed, String place) {
    try {
      var aead = keys.toOpen(new Sealed(sealed));
      return Optional.of(aead.decrypt(sealed, place.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
