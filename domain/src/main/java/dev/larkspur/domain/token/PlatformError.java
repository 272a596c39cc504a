package dev.larkspur.domain.token;

import org.jspecify.annotations.Nullable;

/**
 * What the platform said when it refused, for the operator.
 *
 * @param code the platform's number, or its OAuth error name
 * @param logId what the platform's support asks for
 */
public record PlatformError(String code, @Nullable String message, @Nullable String logId) {}
