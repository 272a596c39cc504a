package dev.larkspur.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param settings what it was done with
 * @param rows with the same figures each
 * @param failures of what must not fail at all; the program then ends as if it had failed
 */
record Findings(Map<String, Object> settings, List<Row> rows, long failures) {
  /** Of a benchmark that has nothing of the kind. */
  Findings(Map<String, Object> settings, List<Row> rows) {
    this(settings, rows, 0);
  }

  /**
   * One measurement.
   *
   * @param figures by name and unit, in the order of the columns
   */
  record Row(String measurement, Map<String, Number> figures) {}
}
