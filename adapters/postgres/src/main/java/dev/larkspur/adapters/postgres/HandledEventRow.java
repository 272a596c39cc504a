package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code larkspur.handled_event}. */
@MappedEntity(value = "handled_event", schema = "larkspur")
record HandledEventRow(
    String appId,
    String eventId,
    String subscriber,
    UUID ticket,
    Instant takenUntil,
    boolean handled) {}
