package dev.larkspur.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * What a benchmark found.
 *
 * @param settings what it was done with
 * @param rows with the same figures each
 */
record Findings(Map<String, Object> settings, List<Row> rows) {
  /**
   * One measurement.
   *
   * @param figures by name and unit, in the order of the columns
   */
  record Row(String measurement, Map<String, Number> figures) {}
}
