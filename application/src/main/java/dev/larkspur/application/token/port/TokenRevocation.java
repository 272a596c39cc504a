package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.TokenPair;

/** The platform's revocation endpoint (RFC 7009). */
@FunctionalInterface
public interface TokenRevocation {
  /**
   * Makes a pair worthless at the platform. One that is worthless already is no error.
   *
   * @throws PlatformUnavailable if the platform did not answer, or was out of order
   */
  void revoke(AppId app, TokenPair pair);
}
