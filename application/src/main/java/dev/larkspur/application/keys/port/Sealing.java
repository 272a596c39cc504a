package dev.larkspur.application.keys.port;

import java.util.Optional;

/**
 * Seals with the data keys what is kept where others may read it: authenticated, bound to its
 * place, and naming its key.
 */
public interface Sealing {
  /**
   * @param place where it belongs; it opens nowhere else
   * @throws RuntimeException if this instance was left behind by a rotation
   */
  byte[] seal(byte[] clear, String place);

  /**
   * Empty if it was changed, belongs elsewhere, or was sealed with a key that is gone.
   *
   * @throws RuntimeException if the keys cannot be read
   */
  Optional<byte[]> open(byte[] sealed, String place);
}
