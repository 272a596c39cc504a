package dev.larkspur.server;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints what was done and when, in seconds since the beginning. */
final class Steps {
  private final PrintStream out;
  private final long begun = System.nanoTime();

  Steps(PrintStream out) {
    this.out = out;
  }

  void done(String what) {
    var since = Duration.ofNanos(System.nanoTime() - begun);
    out.printf(Locale.ROOT, "%7.2f s  %s%n", since.toMillis() / 1000.0, what);
    out.flush();
  }
}
