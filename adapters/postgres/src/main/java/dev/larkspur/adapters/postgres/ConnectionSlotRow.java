package dev.larkspur.adapters.postgres;

import dev.larkspur.domain.connection.ConnectionState;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A row of {@code larkspur.connection_slot}. */
@MappedEntity(value = "connection_slot", schema = "larkspur")
record ConnectionSlotRow(
    String appId,
    int slot,
    String instance,
    Instant heldUntil,
    ConnectionState state,
    Instant since,
    int failures,
    String reason) {}
