package dev.larkspur.benchmarks;

import java.util.List;

/** One thing that can be measured. */
interface Benchmark {
  List<Benchmark> ALL =
      List.of(
          new ClickBenchmark(),
          new StartBenchmark(),
          new MemoryBenchmark(),
          new ReencryptBenchmark());

  String name();

  /** What it measures, and about how long that takes. */
  String description();

  /** Measures. What it starts is put on the stage, which the caller clears. */
  Findings run(Stage stage, Effort effort) throws Exception;
}
