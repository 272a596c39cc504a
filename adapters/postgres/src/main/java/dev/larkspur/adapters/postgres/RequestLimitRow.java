package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A row of {@code larkspur.request_limit}, without its times. */
@MappedEntity(value = "request_limit", schema = "larkspur")
record RequestLimitRow(String appId, String openId, Instant lastAt) {}
