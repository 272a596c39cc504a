package dev.larkspur.benchmarks.chaos;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Which processes were killed or stopped, and when. */
final class Absences {
  /**
   * @param to null: for good
   */
  private record Absence(long pid, Instant from, @Nullable Instant to) {
    boolean overlaps(long other, Instant begin, Instant end) {
      return pid == other && from.isBefore(end) && (to == null || to.isAfter(begin));
    }
  }

  private final List<Absence> all = new CopyOnWriteArrayList<>();

  void killed(long pid, Instant at) {
    all.add(new Absence(pid, at, null));
  }

  void stopped(long pid, Instant from, Instant to) {
    all.add(new Absence(pid, from, to));
  }

  /**
   * Whether it was away at any time between these two.
   *
   * @param owner as the journal names an instance: the host, a dash and the process id
   */
  boolean any(String owner, Instant begin, Instant end) {
    long pid = Long.parseLong(owner.substring(owner.lastIndexOf('-') + 1));
    return all.stream().anyMatch(absence -> absence.overlaps(pid, begin, end));
  }
}
