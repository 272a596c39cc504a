package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.grants}. */
@MappedEntity(value = "grants", schema = "larkspur")
record GrantRow(
    String appId,
    String openId,
    long epoch,
    Sealed accessToken,
    @Nullable Sealed refreshToken,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable Instant refreshExpiresAt,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> scopes,
    Instant consentedAt) {}
