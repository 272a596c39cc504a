/**
 * In: HTTP. Translates requests into calls of use cases and their results into JSON.
 *
 * <p>Silent unless {@code larkspur.enabled} is true. Everything lies under {@code
 * larkspur.rest.path}, which is empty in the server; routes, errors and keys of a host application
 * are left alone.
 */
@NullMarked
@Configuration
@Requires(property = "larkspur.enabled", value = "true")
@Requires(property = "larkspur.rest.enabled", notEquals = "false")
package dev.larkspur.adapters.rest;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
