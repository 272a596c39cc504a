/**
 * Callers who come with a signed token of the company's issuer instead of a key of ours. Owns how
 * such a token is checked and how the issuer's keys are fetched; what the caller may then do is
 * decided where each call is handled.
 *
 * <p>Silent unless {@code larkspur.callers.jwt.issuer} is set.
 */
@NullMarked
@Configuration
@Requires(property = "larkspur.enabled", value = "true")
package dev.larkspur.adapters.jwt;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
