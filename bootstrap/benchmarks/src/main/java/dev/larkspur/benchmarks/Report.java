package dev.larkspur.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.larkspur.benchmarks.Findings.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a benchmark found, and where and when: as a table for docs/performance.md, or as JSON. */
record Report(String bench, LocalDate date, Machine machine, boolean quick, Findings findings) {

  /** In Markdown, to be pasted. */
  String table() {
    var text = new StringBuilder();
    var columns = new ArrayList<String>();
    columns.add("measurement");
    columns.addAll(findings.rows().getFirst().figures().keySet());
    columns.addAll(List.of("commit", "date", "load"));
    line(text, columns);
    line(text, Collections.nCopies(columns.size(), "---"));
    findings.rows().forEach(row -> line(text, cells(row)));
    return text.toString();
  }

  private List<String> cells(Row row) {
    var cells = new ArrayList<String>();
    cells.add(row.measurement());
    row.figures().values().forEach(figure -> cells.add(shown(figure)));
    cells.addAll(
        List.of(
            machine.commit() + (quick ? " (quick: no figures)" : ""),
            date.toString(),
            shown(machine.load())));
    return cells;
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String shown(Number figure) {
    return switch (figure) {
      case Double d when isMissing(d) -> "-";
      case Double d -> String.format(Locale.ROOT, d < 10 ? "%.2f" : "%.1f", d);
      default -> figure.toString();
    };
  }

  private static boolean isMissing(Number figure) {
    return figure instanceof Double d && d.isNaN();
  }

  void writeTo(Path file) throws IOException {
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json());
  }

  private Map<String, Object> json() {
    var all = new LinkedHashMap<String, Object>();
    all.put("bench", bench);
    all.put("date", date.toString());
    all.putAll(machine.figures());
    all.put("quick", quick);
    all.putAll(findings.settings());
    all.put("rows", findings.rows().stream().map(Report::json).toList());
    return all;
  }

  private static Map<String, @Nullable Object> json(Row row) {
    var all = new LinkedHashMap<String, @Nullable Object>();
    all.put("measurement", row.measurement());
    row.figures().forEach((name, figure) -> all.put(name, isMissing(figure) ? null : figure));
    return all;
  }
}
