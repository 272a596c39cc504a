package dev.larkspur.proof.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One seed's run, which is the same each time. */
record Simulation(long seed, Protocol protocol) {
  /**
   * What was violated, and how it came to that.
   *
   * @param invariant a sentence
   */
  record Violation(long seed, String invariant, List<String> trace) {}

  /** Null: all held. */
  @Nullable Violation run() {
    if (new World(seed, protocol, new Trace(false)).run() == null) {
      return null;
    }
    var trace = new Trace(true);
    var invariant = new World(seed, protocol, trace).run();
    return new Violation(seed, String.valueOf(invariant), trace.lines());
  }

  /** What happens, whether or not it is as it should be. */
  List<String> trace() {
    var trace = new Trace(true);
    new World(seed, protocol, trace).run();
    return trace.lines();
  }
}
