package dev.larkspur.adapters.rest;

import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.application.token.port.TokenRevocation;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A platform that answers each refresh as it is told to, and notes what is revoked. */
final class Refreshes implements TokenRefresh, TokenRevocation {
  final List<TokenPair> revoked = new CopyOnWriteArrayList<>();
  volatile Answer next =
      new Answer.TurnedAway(
          Reason.UNAVAILABLE,
          Duration.ofSeconds(7),
          new PlatformError("20072", "temporarily unavailable", "log-1"));

  @Override
  public Answer present(AppId app, RefreshToken token) {
    return next;
  }

  @Override
  public void revoke(AppId app, TokenPair pair) {
    revoked.add(pair);
  }
}
