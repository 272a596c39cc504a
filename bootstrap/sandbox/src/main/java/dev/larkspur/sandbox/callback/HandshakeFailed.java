package dev.larkspur.sandbox.callback;

import java.io.Serial;

/** The app did not answer {@code url_verification} as it must, so its address is not taken. */
public final class HandshakeFailed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  HandshakeFailed(String why) {
    super("The app did not pass the url_verification: " + why);
  }
}
