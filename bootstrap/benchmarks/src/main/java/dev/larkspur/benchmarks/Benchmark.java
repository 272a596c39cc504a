package dev.larkspur.benchmarks;

import java.util.List;

/** One thing that can be measured. */
interface Benchmark {
  String name();

  /** What it measures, and about how long that takes. */
  String description();

  /** Names of numbers that it can be told, as {@code --name 7}; see {@link Effort#wish}. */
  default List<String> options() {
    return List.of();
  }

  /** Measures. What it starts is put on the stage, which the caller clears. */
  Findings run(Stage stage, Effort effort) throws Exception;
}
