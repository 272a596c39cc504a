package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.answered_request}. */
@MappedEntity(value = "answered_request", schema = "larkspur")
record AnsweredRequestRow(
    @Id String id, String fingerprint, Instant begunAt, @Nullable Sealed answer) {}
