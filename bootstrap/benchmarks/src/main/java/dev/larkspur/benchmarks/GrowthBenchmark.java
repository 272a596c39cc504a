package dev.larkspur.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.larkspur.benchmarks.Findings.Row;
import dev.larkspur.sandbox.SandboxOptions;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Whether a grant costs more where there are many: the same work with few and with many, by turns.
 */
final class GrowthBenchmark implements Benchmark {
  static final int PER_SECOND = 20_000; // nothing waits for the budget
  static final int PER_MINUTE = 60 * PER_SECOND;

  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int ROUNDS = 10;
  private static final String GROWTH = "many ÷ few, %";
  private static final String LIMIT = "at most";
  private static final double MOST = 130;
  private static final double HIT = 105;
  private static final double NO_LIMIT = Double.NaN;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String description() {
    return "lookups and refreshes among 1,000 grants and among 1,000,000, by turns (6 min)";
  }

  @Override
  public List<String> options() {
    return List.of("grants", "rounds");
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int rounds = effort.of("rounds", ROUNDS);
    int grants = effort.of("grants", MANY);
    var limits = SandboxOptions.defaults();
    limits = limits.withTokensPerSecond(PER_SECOND).withTokensPerMinute(PER_MINUTE);
    var world = World.counting(stage, "growth", limits);
    var few = site(stage, world, "few", FEW);
    var many = site(stage, world, "many", grants);
    for (int round = 0; round <= rounds; round++) {
      Progress.say(round == 0 ? "a round that does not count" : "round " + round);
      for (var site : round % 2 == 0 ? List.of(few, many) : List.of(many, few)) {
        site.measure(round > 0);
      }
    }
    DatabaseWork.heaviest(world.sql()).forEach(Progress::say);
    var rows =
        List.of(
            row("a lookup from memory, p50 ms", HIT, few.hits.millis(50), many.hits.millis(50)),
            row(
                "a lookup that PostgreSQL is asked for, p50 ms",
                MOST,
                few.misses.millis(50),
                many.misses.millis(50)),
            row("… p99 ms", NO_LIMIT, few.misses.millis(99), many.misses.millis(99)),
            row(
                "refresh that is waited for, p50 ms",
                MOST,
                few.awaited.millis(50),
                many.awaited.millis(50)),
            row("refresh ahead, ms each", MOST, median(few.aheadMillis), median(many.aheadMillis)));
    var settings = new LinkedHashMap<String, Object>();
    settings.put("rounds", rounds);
    settings.put("grants", grants);
    settings.put("jvm_options", Program.options());
    return new Findings(settings, rows, tooMuch(rows) + few.failures() + many.failures());
  }

  private static Site site(Stage stage, World world, String name, int grants) throws Exception {
    var database = new Sql(world.database(), world.database().newDatabase(name));
    return Site.open(stage, world, database, grants);
  }

  private static Row row(String measurement, double limit, double few, double many) {
    var figures = new LinkedHashMap<String, Number>();
    figures.put("among few", few);
    figures.put("among many", many);
    figures.put(GROWTH, 100 * many / few);
    figures.put(LIMIT, limit);
    return new Row(measurement, figures);
  }

  private static double median(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }

  /** Of how many that is true. */
  private static long tooMuch(List<Row> rows) {
    return rows.stream()
        .filter(row -> figure(row, GROWTH) > figure(row, LIMIT)) // never, without one
        .count();
  }

  private static double figure(Row row, String name) {
    return requireNonNull(row.figures().get(name)).doubleValue();
  }
}
