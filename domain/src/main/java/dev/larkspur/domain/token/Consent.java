package dev.larkspur.domain.token;

import java.time.Instant;
import java.util.UUID;

/**
 * A person's yes, from which a grant comes.
 *
 * @param session the authorization session in which it was given
 * @param at when
 */
public record Consent(UUID session, Instant at) {}
