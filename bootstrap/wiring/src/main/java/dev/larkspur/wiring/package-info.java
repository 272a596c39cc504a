/** Beans for the use cases and defaults for the ports. Silent unless Larkspur is enabled. */
@NullMarked
@Configuration
@Requires(property = "larkspur.enabled", value = "true")
package dev.larkspur.wiring;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
