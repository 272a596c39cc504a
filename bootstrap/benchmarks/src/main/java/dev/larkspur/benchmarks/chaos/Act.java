package dev.larkspur.benchmarks.chaos;

import java.time.Duration;

/** One thing that is done to a part of the whole. */
sealed interface Act {
  /** kill -9 of a server, which is started again after a while. */
  record Kill(int server, Duration away) implements Act {}

  /** SIGSTOP, and SIGCONT when the time is over. */
  record Stop(int server, Duration asleep) implements Act {}

  /** PostgreSQL is stopped, in order or by kill -9, and started again. */
  record RestartDatabase(boolean crash, Duration away) implements Act {}

  /** For so long the platform takes no refresh at all. */
  record Outage(Duration lasting) implements Act {}
}
