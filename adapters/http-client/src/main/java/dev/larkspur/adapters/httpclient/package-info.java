/**
 * In: declarative Micronaut HTTP clients of a host application, whose calls are made as a person.
 * Leaves all other clients of the host alone. Silent unless {@code larkspur.enabled} is true.
 */
@NullMarked
@Configuration
@Requires(property = "larkspur.enabled", value = "true")
package dev.larkspur.adapters.httpclient;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
