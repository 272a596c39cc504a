package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.audit}. */
@MappedEntity(value = "audit", schema = "larkspur")
record AuditRow(
    @Id @GeneratedValue @Nullable Long id,
    Instant at,
    String event,
    @Nullable String actor,
    @Nullable String appId,
    @Nullable String openId,
    @Nullable UUID subject,
    @Nullable String fromState,
    @Nullable String toState,
    @Nullable String reason) {}
