/**
 * Tokens in Redis, sealed, so that an instance need not ask PostgreSQL for what another has just
 * read. Slower without it, never wrong: what it says is checked against what was heard of changes.
 * Silent until {@code larkspur.redis.uri} is set.
 */
@NullMarked
@Configuration
@Requires(property = "larkspur.enabled", value = "true")
@Requires(property = "larkspur.redis.uri")
package dev.larkspur.adapters.redis;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
