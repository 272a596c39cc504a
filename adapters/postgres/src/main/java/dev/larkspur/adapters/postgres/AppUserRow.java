package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.app_user}. */
@MappedEntity(value = "app_user", schema = "larkspur")
record AppUserRow(
    String appId,
    String openId,
    String tenantKey,
    String name,
    @Nullable String unionId,
    @Nullable String avatar,
    Instant updatedAt) {}
