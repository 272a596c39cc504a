package dev.larkspur.sandbox.oauth;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A refresh token as the platform remembers it. Guarded by {@link UserTokens}. */
final class IssuedRefresh {
  final Family family;
  final Set<String> scopes;
  final Instant endsAt;
  boolean spent;
  boolean revoked;
  int presentations;

  /** The access token given out with it; let go with the refresh that replaces both. */
  @Nullable IssuedAccess beside;

  IssuedRefresh(Family family, Set<String> scopes, Instant endsAt, IssuedAccess beside) {
    this.family = family;
    this.scopes = scopes;
    this.endsAt = endsAt;
    this.beside = beside;
  }

  boolean isRevoked() {
    return revoked || family.revoked;
  }

  /** The access token that fades with it. */
  Optional<IssuedAccess> spend(Instant accessEndsAt) {
    var fading = Optional.ofNullable(beside);
    fading.ifPresent(access -> access.fade(accessEndsAt));
    spent = true;
    beside = null;
    return fading;
  }
}
