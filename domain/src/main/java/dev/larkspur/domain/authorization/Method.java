package dev.larkspur.domain.authorization;

/** The way to a token. */
public enum Method {
  /** A card whose button comes back over the long connection; then a device grant (RFC 8628). */
  WEBSOCKET_CARD
}
