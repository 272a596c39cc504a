package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.revocation}. */
@MappedEntity(value = RevocationRow.TABLE, schema = "larkspur")
record RevocationRow(
    @Id UUID id,
    String appId,
    String openId,
    Sealed accessToken,
    @Nullable Sealed refreshToken,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable Instant refreshExpiresAt,
    Instant dueAt,
    int attempts,
    Instant since) {
  static final String TABLE = "revocation";
}
