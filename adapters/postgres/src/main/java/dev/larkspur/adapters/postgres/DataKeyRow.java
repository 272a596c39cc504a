package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A row of {@code larkspur.data_keys}. */
@MappedEntity(value = "data_keys", schema = "larkspur")
record DataKeyRow(@Id short id, Sealed keyset) {}
