package dev.larkspur.domain.token;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint gave: a person's access token and, mostly, a refresh token.
 *
 * @param refresh null if the platform gave none: the grant then ends with its access token
 * @param issuedAt when we received it; the lives the platform names are counted from here
 */
public record TokenPair(
    Secret access,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable RefreshToken refresh,
    Scopes scopes) {

  public boolean isRefreshable(Instant now) {
    return refresh != null && now.isBefore(refresh.expiresAt());
  }

  /** An answer that names no scopes means those that were asked for (RFC 6749 section 5.1). */
  public TokenPair withScopesUnlessNamed(Scopes asked) {
    return scopes.isEmpty() ? new TokenPair(access, issuedAt, expiresAt, refresh, asked) : this;
  }

  /** The whole life of the access token. */
  public Duration life() {
    return Duration.between(issuedAt, expiresAt);
  }

  /** What remains of the access token's life, negative once it is over. */
  public Duration left(Instant now) {
    return Duration.between(now, expiresAt);
  }
}
