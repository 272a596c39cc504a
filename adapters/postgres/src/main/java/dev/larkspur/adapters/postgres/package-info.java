/**
 * The ports of Larkspur on PostgreSQL: sessions, their polls and cards, grants, users, callers,
 * budgets. Owns the schema {@code larkspur} and seals what is secret before it is written, and
 * replaces the keys that do. Silent until a datasource named {@code larkspur} is configured.
 */
@NullMarked
@Configuration
@Requires(property = "larkspur.enabled", value = "true")
@Requires(property = "datasources.larkspur.url")
package dev.larkspur.adapters.postgres;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
