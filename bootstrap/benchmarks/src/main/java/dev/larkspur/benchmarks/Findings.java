package dev.larkspur.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param settings what it was done with
 * @param rows with the same figures each
 * @param broken what should have held and did not, in words
 */
record Findings(Map<String, Object> settings, List<Row> rows, List<String> broken) {
  /** Where nothing has to hold. */
  Findings(Map<String, Object> settings, List<Row> rows) {
    this(settings, rows, List.of());
  }

  /**
   * One measurement.
   *
   * @param figures by name and unit, in the order of the columns
   */
  record Row(String measurement, Map<String, Number> figures) {}
}
