package dev.larkspur.proof.simulation;

import java.io.Serial;

/** The store did not answer; what it was asked to do may be done or not. */
final class StoreDown extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  StoreDown(String how) {
    super(how, null, false, false); // thousands are thrown, and nobody reads where
  }

  static boolean isBehind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreDown) {
        return true;
      }
    }
    return false;
  }
}
