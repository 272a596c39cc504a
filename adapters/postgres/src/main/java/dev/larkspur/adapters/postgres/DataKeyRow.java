package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of {@code larkspur.data_keys}. */
@MappedEntity(value = "data_keys", schema = "larkspur")
record DataKeyRow(
    @Id short id,
    Sealed keyset,
    Instant createdAt,
    long version,
    @Nullable Long primaryKey,
    @Nullable Instant leftBehindAt) {}
