package dev.larkspur.domain.token;

import java.time.Instant;

/** What the next pair is traded for, once (RFC 6749 section 6). */
public record RefreshToken(Secret value, Instant expiresAt) {}
