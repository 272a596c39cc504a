package dev.larkspur.adapters.postgres;

import java.io.Serial;

/** This instance was left behind: what it sealed could be lost. Others can still seal. */
final class CannotSeal extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1;

  CannotSeal() {
    super(
        "This instance cannot seal any more: the master key was changed, and then the data key."
            + " Restart it with the new LARKSPUR_MASTER_KEY");
  }
}
