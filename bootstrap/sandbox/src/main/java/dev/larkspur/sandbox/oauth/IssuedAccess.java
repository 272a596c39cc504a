package dev.larkspur.sandbox.oauth;

import dev.larkspur.sandbox.world.Fingerprint;
import java.time.Instant;
import java.util.Set;

/** An access token as the platform remembers it. Guarded by {@link UserTokens}. */
final class IssuedAccess {
  final Fingerprint print;
  final Family family;
  final Set<String> scopes;
  Instant endsAt;
  boolean revoked;

  IssuedAccess(String token, Family family, Set<String> scopes, Instant endsAt) {
    this.print = Fingerprint.of(token);
    this.family = family;
    this.scopes = scopes;
    this.endsAt = endsAt;
  }

  boolean isRevoked() {
    return revoked || family.revoked;
  }

  /** From now on it lives until then at most. */
  void fade(Instant end) {
    if (end.isBefore(endsAt)) {
      endsAt = end;
    }
  }
}
