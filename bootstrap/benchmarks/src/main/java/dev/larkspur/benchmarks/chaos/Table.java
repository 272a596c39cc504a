package dev.larkspur.benchmarks.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param figures by name, in the order in which they are read
 * @param broken the promises that were not kept; empty: all were
 */
record Table(Map<String, String> figures, List<String> broken) {
  boolean holds() {
    return broken.isEmpty();
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    figures.forEach(
        (name, figure) -> text.append(String.format(Locale.ROOT, "%-40s %s%n", name, figure)));
    text.append(holds() ? "Every promise was kept.\n" : "BROKEN\n");
    broken.forEach(promise -> text.append("  ").append(promise).append('\n'));
    return text.toString();
  }
}
