package dev.larkspur.proof.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, line by line. Written only when somebody will read it. */
final class Trace {
  private final boolean on;
  private final List<String> lines = new ArrayList<>();

  Trace(boolean on) {
    this.on = on;
  }

  void say(long now, String who, Supplier<String> what) {
    if (on) {
      lines.add(time(now) + "  %-8s ".formatted(who) + what.get());
    }
  }

  static String time(Instant instant) {
    return time(Scheduler.time(instant)).strip();
  }

  /** As days, hours, minutes, seconds and milliseconds from the start. */
  private static String time(long now) {
    long millis = now / Scheduler.MILLI;
    return "%2dd %02d:%02d:%02d.%03d"
        .formatted(
            millis / 86_400_000,
            millis / 3_600_000 % 24,
            millis / 60_000 % 60,
            millis / 1_000 % 60,
            millis % 1_000);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
