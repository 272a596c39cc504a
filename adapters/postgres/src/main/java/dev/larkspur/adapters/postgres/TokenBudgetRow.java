package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A row of {@code larkspur.token_budget}. */
@MappedEntity(value = "token_budget", schema = "larkspur")
record TokenBudgetRow(@Id String appId, Instant filledAt, Instant seenAt, Instant pausedUntil) {}
