package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * From the start of the process until it says that it is ready. The kinds of start take turns;
 * before them each but the cold one starts once unmeasured, so that files are in memory and the
 * schema is there.
 */
final class StartBenchmark implements Benchmark {
  private static final int ROUNDS = 5;
  private static final Duration IDLE = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String description() {
    return "from the start of the process until it is ready, with and without a cache, 5 rounds; Linux (5 min)";
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    var world = World.begin(stage);
    var cached = new Cached(stage);
    var larkspur = cached.larkspur();
    var bare = cached.bare(world.databaseSettings());
    var kinds =
        List.of(
            new Kind("ready, outside database, cached", larkspur, world.settings()),
            new Kind("… without the cache", Program.larkspur(), world.settings()),
            new Kind("bare, same database", Program.bare(), world.databaseSettings()),
            new Kind("bare, same database, cached", bare, world.databaseSettings()),
            new Kind("bare: the framework alone", Program.bare(), Map.of()));
    var warm = new Times("ready, embedded database, there already, cached");
    var cold = new Times("ready, embedded database, made anew, cached");
    int rounds = effort.of(ROUNDS);
    for (int round = 0; round <= rounds; round++) {
      Progress.say(round == 0 ? "a round that does not count" : "round " + round);
      boolean counts = round > 0;
      for (var kind : kinds) {
        kind.start(stage, counts);
      }
      var home = stage.folder().resolve("home-" + round);
      var settings = new LinkedHashMap<>(world.appSettings());
      settings.put("LARKSPUR_HOME", home.toString());
      cold.add(ready(stage, larkspur, settings), counts);
      warm.add(ready(stage, larkspur, settings), counts);
      Stage.delete(home);
    }
    var plain = kinds.get(2).times();
    var withCache = kinds.get(3).times();
    var rows = new ArrayList<Row>();
    Stream.concat(kinds.stream().map(Kind::times), Stream.of(warm, cold))
        .forEach(times -> rows.add(times.comparedWith(plain, withCache)));
    return new Findings(Map.of("rounds", rounds, "jvm_options", Program.options()), rows);
  }

  /** A program that is started in each round and left alone for a while. */
  private record Kind(Times times, Program program, Map<String, String> settings) {
    Kind(String measurement, Program program, Map<String, String> settings) {
      this(new Times(measurement), program, settings);
    }

    void start(Stage stage, boolean counts) throws Exception {
      try (var server = ServerProcess.start(stage, program, settings)) {
        times.add(server.awaitReady(), counts);
        if (counts) {
          Thread.sleep(IDLE);
          times.addResident(Footprint.of(server).resident());
        }
      }
    }
  }

  private static Duration ready(Stage stage, Program program, Map<String, String> settings)
      throws Exception {
    try (var server = ServerProcess.start(stage, program, settings)) {
      return server.awaitReady();
    }
  }

  /** How long one kind of start took, each time, and what it then occupied. */
  private static final class Times {
    private final String measurement;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> resident = new ArrayList<>();

    Times(String measurement) {
      this.measurement = measurement;
    }

    void add(Duration took, boolean counts) {
      if (counts) {
        seconds.add(took.toNanos() / 1e9);
      }
    }

    void addResident(double mib) {
      resident.add(mib);
    }

    Row comparedWith(Times bare, Times cachedBare) {
      var figures = new LinkedHashMap<String, Number>();
      figures.put("rounds", seconds.size());
      figures.put("min s", seconds.stream().mapToDouble(s -> s).min().orElseThrow());
      figures.put("median s", median(seconds));
      figures.put("max s", seconds.stream().mapToDouble(s -> s).max().orElseThrow());
      figures.put("÷ bare", median(seconds) / median(bare.seconds));
      figures.put("÷ bare cached", median(seconds) / median(cachedBare.seconds));
      figures.put("RSS MiB idle", median(resident));
      return new Row(measurement, figures);
    }

    private static double median(List<Double> figures) {
      return figures.isEmpty()
          ? Double.NaN
          : figures.stream().sorted().toList().get(figures.size() / 2);
    }
  }
}
