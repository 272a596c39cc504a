package dev.larkspur.application.access.port;

import dev.larkspur.domain.access.Caller;
import java.util.Optional;

/**
 * The callers who come with a signed token (a JWT, RFC 7519) of the company's issuer instead of a
 * key of ours.
 */
@FunctionalInterface
public interface CallerTokens {
  /**
   * Whom the token names, with the rights that it carries, good until it expires. Never an
   * administrator. May wait for the issuer.
   *
   * @return empty: it is not good here, for whatever reason
   * @throws IssuerUnavailable if that cannot be told now
   */
  Optional<Caller> find(String token);

  /** Where no issuer is trusted. */
  static CallerTokens none() {
    return _ -> Optional.empty();
  }
}
