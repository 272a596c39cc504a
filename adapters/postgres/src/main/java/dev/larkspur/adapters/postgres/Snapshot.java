package dev.larkspur.adapters.postgres;

import dev.larkspur.application.memory.Horizon;
import java.util.Arrays;
import java.util.List;

/**
 * Which transactions a statement sees, as {@code pg_current_snapshot()} says it: {@code
 * xmin:xmax:xip,…} (PostgreSQL, "Transaction ID and Snapshot Information Functions").
 *
 * @param next from it on none had ended
 * @param open those before it that had not ended
 */
record Snapshot(long next, List<Long> open) {
  Snapshot {
    open = List.copyOf(open);
  }

  static Snapshot parse(String text) {
    var parts = text.split(":", -1);
    var open = Arrays.stream(parts[2].split(",")).filter(xid -> !xid.isEmpty());
    return new Snapshot(Long.parseLong(parts[1]), open.map(Long::valueOf).toList());
  }

  /** Those that were open, in PostgreSQL's spelling of an array. */
  String openOnes() {
    return open.toString().replace('[', '{').replace(']', '}');
  }

  /** Before it all had ended. */
  long over() {
    return open.stream().mapToLong(Long::longValue).min().orElse(next);
  }

  Horizon in(String history) {
    return new Horizon(history, over(), next);
  }

  /** No database goes back in time but one that lost what was committed, as a standby may have. */
  boolean isBefore(Snapshot earlier) {
    return next < earlier.next;
  }
}
