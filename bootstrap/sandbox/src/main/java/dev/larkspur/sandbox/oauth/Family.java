package dev.larkspur.sandbox.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** All tokens of one consent, of which one refresh token at most is unspent. */
final class Family {
  final Account account;

  /** When the person must be asked again, whatever was refreshed meanwhile. */
  final Instant endsAt;

  boolean revoked;
  @Nullable IssuedRefresh newest;

  Family(Account account, Instant endsAt) {
    this.account = account;
    this.endsAt = endsAt;
  }

  boolean isRefreshable(Instant now) {
    var token = newest;
    return token != null && !token.spent && !token.isRevoked() && now.isBefore(token.endsAt);
  }
}
