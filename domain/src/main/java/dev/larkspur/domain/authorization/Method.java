package dev.larkspur.domain.authorization;

/** The way to a token. */
public enum Method {
  /** A card whose button comes back over the long connection; then a device grant (RFC 8628). */
  WEBSOCKET_CARD,
  /** The same, but the press comes back by a call of the platform's. */
  HTTP_CALLBACK,
  /** The device grant begins at once, its link on the card: nothing has to come back. */
  DEVICE_LINK,
  /** A link at once too, from which the browser comes back to us with a code (RFC 6749). */
  OAUTH;

  /** Whether it begins when the person presses a button. */
  public boolean waitsForPress() {
    return switch (this) {
      case WEBSOCKET_CARD, HTTP_CALLBACK -> true;
      case DEVICE_LINK, OAUTH -> false;
    };
  }
}
