package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lookups that are answered from memory, beside the least that an answer can be ({@link
 * BareLookup}). The two take turns; each with all it can, and then with half of what bare can.
 */
final class LookupBenchmark implements Benchmark {
  private static final int ROUNDS = 30;
  private static final int PEOPLE = 1_000;
  private static final int CONNECTIONS = 16;
  private static final Duration MOST = Duration.ofSeconds(2);
  private static final Duration HALF = Duration.ofSeconds(4);
  private static final int WARM_UPS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(70); // the compilers take that long

  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public String description() {
    return "lookups from memory beside a bare server, 30 rounds (9 min)";
  }

  @Override
  public List<String> options() {
    return List.of("people", "rounds");
  }

  /** One of the two, and how it did. */
  private record Side(Load load, List<Load.Outcome> most, List<Load.Outcome> half) {
    Side(Load load) {
      this(load, new ArrayList<>(), new ArrayList<>());
    }

    double perSecond() {
      return Load.median(most, Load.Outcome::perSecond);
    }

    double millis(double percentile) {
      return Load.median(half, o -> o.latencies().getValueAtPercentile(percentile) / 1e6);
    }

    String latest() {
      return "%.0f a second and p99 %.2f ms"
          .formatted(
              most.getLast().perSecond(),
              half.getLast().latencies().getValueAtPercentile(99) / 1e6);
    }

    long failed() {
      return most.stream().mapToLong(Load.Outcome::failed).sum()
          + half.stream().mapToLong(Load.Outcome::failed).sum();
    }
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int people = effort.wish("people", PEOPLE);
    int rounds = effort.of("rounds", ROUNDS);
    var world = World.begin(stage);
    var settings = world.settingsForLoad(world.sql());
    var cached = new Cached(stage);
    var server = ServerProcess.start(stage, cached.larkspur(), settings);
    server.awaitReady();
    var grants = new StoredGrants(world, world.sql());
    grants.fill(people);
    var bareSettings = Map.of("BENCH_PEOPLE", Integer.toString(people));
    var bareServer = ServerProcess.start(stage, cached.bare(bareSettings), bareSettings);
    bareServer.awaitReady();
    var http = stage.add(HttpClient.newHttpClient());
    var administrator = new Service(http, server.url(), world.sandbox().appId(), world.adminKey());
    var key = administrator.keyForLookups();
    var bare = side(world, bareServer, key, people);
    var larkspur = side(world, server, key, people);
    warmUp(bare, larkspur, effort);
    for (int round = 1; round <= rounds; round++) {
      for (var side : List.of(bare, larkspur)) {
        side.most.add(side.load.most(MOST));
      }
      double half = bare.most.getLast().perSecond() / 2;
      for (var side : List.of(bare, larkspur)) {
        side.half.add(side.load.at(half, HALF));
      }
      Progress.say(
          "round %d of %d: %s beside %s"
              .formatted(round, rounds, larkspur.latest(), bare.latest()));
    }
    return findings(people, rounds, bare, larkspur);
  }

  private static Side side(World world, ServerProcess server, String key, int people) {
    return new Side(
        new Load(
            server.url(), key, CONNECTIONS, n -> world.tokenPath(StoredGrants.openId(n % people))));
  }

  private static void warmUp(Side bare, Side larkspur, Effort effort) throws Exception {
    Progress.say("warming up");
    var each = WARM_UP.dividedBy(effort.quick() ? 10L * WARM_UPS : WARM_UPS);
    for (int i = 0; i < WARM_UPS; i++) {
      bare.load.most(each);
      larkspur.load.most(each);
    }
  }

  private static Findings findings(int people, int rounds, Side bare, Side larkspur) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("rounds", rounds);
    settings.put("people", people);
    settings.put("ratio_to_bare", larkspur.perSecond() / bare.perSecond());
    settings.put("p99_ratio_to_bare", larkspur.millis(99) / bare.millis(99));
    settings.put("jvm_options", Program.options());
    return new Findings(
        settings,
        List.of(
            row("a lookup from memory", larkspur, bare), row("bare: bytes from a map", bare, bare)),
        bare.failed() + larkspur.failed());
  }

  private static Row row(String measurement, Side side, Side bare) {
    var figures = new LinkedHashMap<String, Number>();
    figures.put("requests ÷ s", side.perSecond());
    figures.put("÷ bare", side.perSecond() / bare.perSecond());
    figures.put("p50 ms at half load", side.millis(50));
    figures.put("p99 ms", side.millis(99));
    figures.put("p99.9 ms", side.millis(99.9));
    figures.put("p99 ÷ bare", side.millis(99) / bare.millis(99));
    return new Row(measurement, figures);
  }
}
