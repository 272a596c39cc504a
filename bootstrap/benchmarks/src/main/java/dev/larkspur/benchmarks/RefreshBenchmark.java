package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether refreshes ahead keep up with the rate that the platform allows, and what they cost. */
final class RefreshBenchmark implements Benchmark {
  private static final int GRANTS = 100_000;
  private static final int MINUTES = 10;

  @Override
  public String name() {
    return "refresh";
  }

  @Override
  public String description() {
    return "100,000 refreshes at 500/s, then 10 minutes at 1,000/min (25 min); 0 leaves one out";
  }

  @Override
  public List<String> options() {
    return List.of("grants", "minutes", "servers");
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int servers = effort.wish("servers", 1);
    var drained = new ArrayList<Drained>();
    int grants = effort.of("grants", GRANTS);
    if (grants > 0) {
      drained.add(Drain.run(stage, new DrainPlan("fast", grants, 500, 30_000, 5, servers)));
    }
    var time = Duration.ofMinutes(effort.of("minutes", MINUTES));
    if (time.isPositive()) {
      drained.add(Drain.run(stage, DrainPlan.lasting("usual", time, 50, 1_000, 1, servers)));
    }
    var settings = new LinkedHashMap<String, Object>();
    settings.put("grants", grants);
    settings.put("minutes", time.toMinutes());
    settings.put("servers", servers);
    settings.put("jvm_options", Program.options());
    var broken = drained.stream().flatMap(d -> d.broken().stream()).toList();
    broken.forEach(what -> Progress.say("DOES NOT HOLD: " + what));
    return new Findings(settings, rows(drained), broken.size());
  }

  /** A row for each figure, with a column for each drain. */
  private static List<Row> rows(List<Drained> drained) {
    var rows = new LinkedHashMap<String, Map<String, Number>>();
    for (var one : drained) {
      var column = "%,d a minute".formatted(one.plan().perMinute());
      one.figures().forEach((name, figure) -> row(rows, name).put(column, figure));
    }
    return rows.entrySet().stream().map(r -> new Row(r.getKey(), r.getValue())).toList();
  }

  private static Map<String, Number> row(Map<String, Map<String, Number>> rows, String name) {
    return rows.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }
}
