package dev.larkspur.adapters.postgres;

import java.io.Serial;

/** A ciphertext does not open: somebody wrote to the database who is not Larkspur. */
final class BrokenSeal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  BrokenSeal(Place place, Throwable cause) {
    super(
        "The ciphertext in "
            + place
            + " does not open: it was changed, moved here from another row, or sealed with a key"
            + " that is not in larkspur.data_keys",
        cause);
  }
}
