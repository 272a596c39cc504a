package dev.larkspur.benchmarks.chaos;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which processes were killed or stopped, and when. */
final class Absences {
  private record Death(long pid, Instant at) {}

  private record Sleep(long pid, Instant from, Instant to) {}

  private final List<Death> deaths = new CopyOnWriteArrayList<>();
  private final List<Sleep> sleeps = new CopyOnWriteArrayList<>();

  void killed(long pid, Instant at) {
    deaths.add(new Death(pid, at));
  }

  void stopped(long pid, Instant from, Instant to) {
    sleeps.add(new Sleep(pid, from, to));
  }

  /**
   * Between these two.
   *
   * @param owner as the journal names an instance: the host, a dash and the process id
   */
  boolean wasKilled(String owner, Instant begin, Instant end) {
    long pid = pid(owner);
    return deaths.stream()
        .anyMatch(d -> d.pid() == pid && d.at().isAfter(begin) && d.at().isBefore(end));
  }

  /** At any time between these two. */
  boolean wasAsleep(String owner, Instant begin, Instant end) {
    long pid = pid(owner);
    return sleeps.stream()
        .anyMatch(s -> s.pid() == pid && s.from().isBefore(end) && s.to().isAfter(begin));
  }

  private static long pid(String owner) {
    var parts = owner.split("-", -1); // host-process-run, and a host may have dashes
    return Long.parseLong(parts[parts.length - 2]);
  }
}
