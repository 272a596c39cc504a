package dev.larkspur.domain.authorization;

import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * A device authorization in progress (RFC 8628 section 3.2).
 *
 * @param link the verification_uri_complete
 * @param interval the least time between two polls
 */
public record DeviceCode(Secret value, Secret link, Duration interval, Instant expiresAt)
    implements ConsentRequest {}
