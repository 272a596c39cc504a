package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code larkspur.token_release}. */
@MappedEntity(value = "token_release", schema = "larkspur")
record TokenReleaseRow(
    String appId,
    String openId,
    long epoch,
    UUID caller,
    Instant minute,
    long count,
    Instant firstAt,
    Instant lastAt) {}
