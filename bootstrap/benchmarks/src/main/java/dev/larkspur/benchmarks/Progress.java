package dev.larkspur.benchmarks;

import java.time.Duration;
import java.util.Locale;

/** What is going on, for whoever waits; on stderr, so that stdout holds the result alone. */
public final class Progress {
  private static final long BEGUN = System.nanoTime();

  private Progress() {}

  public static void say(String what) {
    var since = Duration.ofNanos(System.nanoTime() - BEGUN);
    System.err.printf(Locale.ROOT, "%6.1f s  %s%n", since.toMillis() / 1000.0, what);
  }
}
