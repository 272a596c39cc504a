package dev.larkspur.server;

import java.io.Serial;

/**
 * The server cannot start for a reason that the operator can mend; the message says which and how.
 */
final class StartFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  StartFailure(String message) {
    super(message);
  }

  StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
