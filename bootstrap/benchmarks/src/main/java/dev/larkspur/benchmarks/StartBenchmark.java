package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From the start of the process until it says that it is ready. The kinds of start take turns;
 * before them each but the cold one starts once unmeasured, so that files are in memory and the
 * schema is there.
 */
final class StartBenchmark implements Benchmark {
  private static final int ROUNDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String description() {
    return "from the start of the process until it is ready, 5 rounds (4 min)";
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    var world = World.begin(stage);
    var outside = new Times("ready, outside database");
    var connected = new Times("ready and connected to the platform, outside database");
    var warm = new Times("ready, embedded database, there already");
    var cold = new Times("ready, embedded database, made anew");
    var bare = new Times("bare: the framework alone");
    int rounds = effort.of(ROUNDS);
    for (int round = 0; round <= rounds; round++) {
      Progress.say(round == 0 ? "a round that does not count" : "round " + round);
      boolean counts = round > 0;
      bare.add(ready(stage, Program.bare(), Map.of()), counts);
      both(stage, world, outside, connected, counts);
      var home = stage.folder().resolve("home-" + round);
      var settings = new LinkedHashMap<>(world.appSettings());
      settings.put("LARKSPUR_HOME", home.toString());
      cold.add(ready(stage, Program.larkspur(), settings), counts);
      warm.add(ready(stage, Program.larkspur(), settings), counts);
      Stage.delete(home);
    }
    var rows = new ArrayList<Row>();
    List.of(outside, connected, warm, cold, bare)
        .forEach(times -> rows.add(times.comparedWith(bare)));
    return new Findings(Map.of("rounds", rounds, "jvm_options", Program.options()), rows);
  }

  private static Duration ready(Stage stage, Program program, Map<String, String> settings)
      throws Exception {
    try (var server = ServerProcess.start(stage, program, settings)) {
      return server.awaitReady();
    }
  }

  private static void both(Stage stage, World world, Times ready, Times connected, boolean counts)
      throws Exception {
    world.sandbox().awaitConnections(0, PATIENCE);
    try (var server = ServerProcess.start(stage, Program.larkspur(), world.settings())) {
      ready.add(server.awaitReady(), counts);
      world.sandbox().awaitConnections(World.CONNECTIONS, PATIENCE);
      connected.add(server.sinceStart(), counts);
    }
  }

  /** How long one kind of start took, each time. */
  private static final class Times {
    private final String measurement;
    private final List<Double> seconds = new ArrayList<>();

    Times(String measurement) {
      this.measurement = measurement;
    }

    void add(Duration took, boolean counts) {
      if (counts) {
        seconds.add(took.toNanos() / 1e9);
      }
    }

    Row comparedWith(Times bare) {
      var figures = new LinkedHashMap<String, Number>();
      figures.put("rounds", seconds.size());
      figures.put("min s", sorted().getFirst());
      figures.put("median s", median());
      figures.put("max s", sorted().getLast());
      figures.put("median ÷ bare", median() / bare.median());
      return new Row(measurement, figures);
    }

    private List<Double> sorted() {
      return seconds.stream().sorted().toList();
    }

    private double median() {
      return sorted().get(seconds.size() / 2);
    }
  }
}
