package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.caller_key}. */
@MappedEntity(value = "caller_key", schema = "larkspur")
record CallerKeyRow(
    @Id UUID id,
    String hash,
    String name,
    @TypeDef(type = DataType.STRING_ARRAY) @Nullable List<String> apps,
    @TypeDef(type = DataType.STRING_ARRAY) @Nullable List<String> users,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> operations,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Integer perSecond,
    @Nullable String oldHash,
    @Nullable Instant oldUntil) {

  CallerKeyRow rotated(String next, @Nullable Instant until) {
    return new CallerKeyRow(
        id,
        next,
        name,
        apps,
        users,
        operations,
        createdAt,
        expiresAt,
        perSecond,
        until == null ? null : hash,
        until);
  }
}
