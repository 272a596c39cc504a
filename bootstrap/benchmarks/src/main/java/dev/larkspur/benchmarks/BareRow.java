package dev.larkspur.benchmarks;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** A row of {@link BareRows}. */
@MappedEntity
record BareRow(@Id Long id) {}
