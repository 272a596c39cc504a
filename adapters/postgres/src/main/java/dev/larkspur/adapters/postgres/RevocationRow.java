package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
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
    @TypeDef(type = DataType.STRING_ARRAY) List<String> scopes,
    Instant dueAt,
    int attempts,
    Instant since) {
  static final String TABLE = "revocation";
}
