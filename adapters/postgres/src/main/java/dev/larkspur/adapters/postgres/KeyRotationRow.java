package dev.larkspur.adapters.postgres;

import static java.util.Objects.requireNonNull;

import dev.larkspur.application.keys.port.Rotation;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.key_rotation}. */
@MappedEntity(value = "key_rotation", schema = "larkspur")
record KeyRotationRow(
    @Id @GeneratedValue @Nullable Long id,
    long newKey,
    Rotation.State state,
    UUID startedBy,
    Instant startedAt,
    @Nullable Instant promotedAt,
    @Nullable Instant changedAt,
    @Nullable Instant finishedAt,
    @Nullable UUID leasedBy,
    @Nullable Instant leasedUntil) {

  /** The id, which a stored row has. */
  long number() {
    return requireNonNull(id);
  }

  /** When the new key began to seal, which it has. */
  Instant promoted() {
    return requireNonNull(promotedAt);
  }

  /** When a ciphertext was last replaced; if none was, when the new key began to seal. */
  Instant changed() {
    return changedAt == null ? promoted() : changedAt;
  }
}
