package dev.larkspur.application.keys.port;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the keys.
 *
 * @param rotation the one that is running, or else the last one; null: there never was one
 */
public record KeyReport(List<Key> keys, @Nullable Rotation rotation, MasterKey masterKey) {
  public KeyReport {
    keys = List.copyOf(keys);
  }

  /** What a key is there for. */
  public enum Status {
    /** It seals, and opens what it sealed. */
    PRIMARY,
    /** It only opens what it sealed, until nothing of that is left. */
    OLD,
    /** It was added, and will seal when every instance has it. */
    NEW
  }

  /**
   * A key without itself.
   *
   * @param ciphertexts how many name it
   */
  public record Key(long id, Instant createdAt, Status status, long ciphertexts) {}

  /**
   * What the key from the settings is needed for, as this instance sees it.
   *
   * @param current whether it opens the stored keys
   * @param previousStillNeeded whether only the previous one does
   * @param leftBehind whether some instance that runs has neither of those that open them
   */
  public record MasterKey(boolean current, boolean previousStillNeeded, boolean leftBehind) {}
}
