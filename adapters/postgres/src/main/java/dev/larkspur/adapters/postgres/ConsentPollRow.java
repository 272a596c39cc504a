package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code larkspur.consent_poll}. */
@MappedEntity(value = "consent_poll", schema = "larkspur")
record ConsentPollRow(
    @Id UUID sessionId,
    String appId,
    Instant dueAt,
    long intervalMs,
    int polled,
    Instant askedAt,
    Instant endsAt) {}
