package dev.larkspur.application.keys.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replacement of the data key, and how far it has come.
 *
 * @param left how long re-encrypting will probably take from now on; null: not known, or it is over
 */
public record Rotation(
    long newKey,
    State state,
    Instant startedAt,
    @Nullable Instant finishedAt,
    List<Table> tables,
    @Nullable Duration left) {
  public Rotation {
    tables = List.copyOf(tables);
  }

  /** Where it stands. */
  public enum State {
    /** The new key is there, and instances are getting to know it. */
    ADDING,
    /** The new key seals, and what the old ones sealed is sealed anew. */
    REENCRYPTING,
    /**
     * All was gone through; what an instance may still have sealed with an old key is waited for.
     */
    RETIRING,
    /** The old keys are gone. */
    DONE
  }

  /**
   * A table's part.
   *
   * @param total rows that there are to do
   * @param done rows that were done, with the broken ones
   * @param broken ciphertexts that no key opens; they are left as they are
   */
  public record Table(String name, long total, long done, long broken) {}

  public long total() {
    return tables.stream().mapToLong(Table::total).sum();
  }

  public long done() {
    return tables.stream().mapToLong(Table::done).sum();
  }

  public long broken() {
    return tables.stream().mapToLong(Table::broken).sum();
  }

  /** 0 to 100; 100 only when all rows are done. */
  public int percent() {
    return switch (state) {
      case ADDING -> 0;
      case REENCRYPTING, RETIRING, DONE -> total() == 0 ? 100 : (int) (100 * done() / total());
    };
  }
}
