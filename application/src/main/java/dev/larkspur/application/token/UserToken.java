package dev.larkspur.application.token;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * A person's access token, lent to a caller.
 *
 * @param left what remained of its life when it was lent
 * @param uncertain whether nobody knows yet if there will be another after it
 */
public record UserToken(
    Person person,
    Secret access,
    Instant expiresAt,
    Duration left,
    Scopes scopes,
    long epoch,
    boolean uncertain) {}
