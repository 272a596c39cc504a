package dev.larkspur.benchmarks;

import static java.util.Comparator.comparingDouble;

import dev.larkspur.benchmarks.Findings.Row;
import dev.larkspur.benchmarks.HeapContents.Share;
import dev.larkspur.domain.token.Lendable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a remembered token occupies: what is alive when many more are remembered than before,
 * divided by how many more they are. Nobody is remembered for longer than five minutes, so it has
 * to be done by then.
 */
final class RememberedBenchmark implements Benchmark {
  private static final int BEFORE = 25_000;
  private static final int MORE = 50_000;
  private static final int CONNECTIONS = 16;
  private static final Duration RECORDED = Duration.ofSeconds(3); // releases, which take a second
  private static final Duration LONGEST = Duration.ofSeconds(55);
  private static final double WORTH_TELLING = 4; // bytes
  private static final double MOST = 2048;

  @Override
  public String name() {
    return "remembered";
  }

  @Override
  public String description() {
    return "heap that a remembered token occupies, and by what (1 min)";
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int before = effort.of(BEFORE);
    int more = effort.of(MORE);
    var world = World.begin(stage);
    var settings = world.settingsForLoad(world.sql());
    var server = ServerProcess.start(stage, Program.larkspur(), settings);
    server.awaitReady();
    Progress.say("storing " + (before + more) + " grants");
    new StoredGrants(world, world.sql()).fillInUse(before + more);
    Progress.say("looking them up");
    long begun = System.nanoTime();
    long failed = lookUp(world, server, 0, before);
    var few = HeapContents.of(server);
    failed += lookUp(world, server, before, more);
    var many = HeapContents.of(server);
    if (System.nanoTime() - begun > LONGEST.toNanos()) {
      throw new IllegalStateException("This took too long: the first are forgotten by now");
    }
    return findings(many.since(few), more, failed);
  }

  private static long lookUp(World world, ServerProcess server, int first, int count)
      throws Exception {
    var load =
        new Load(
            server.url(),
            world.adminKey(),
            CONNECTIONS,
            n -> world.tokenPath(StoredGrants.openId(first + n)));
    long failed = load.each(count).failed();
    Thread.sleep(RECORDED);
    return failed;
  }

  private static Findings findings(HeapContents grown, int more, long failed) {
    long remembered = grown.of(Lendable.class.getName()).objects();
    double bytes = (double) grown.all().bytes() / more;
    double beyond = bytes - StoredGrants.TOKEN_LENGTH;
    var rows = new ArrayList<Row>();
    rows.add(row("a remembered token", grown.all(), more));
    rows.add(new Row("… beyond the token's own bytes; at most 2,048", figures(beyond, Double.NaN)));
    grown.byClass().entrySet().stream()
        .filter(e -> (double) e.getValue().bytes() / more >= WORTH_TELLING)
        .sorted(comparingDouble(e -> -e.getValue().bytes()))
        .forEach(e -> rows.add(row("of it `" + e.getKey() + "`", e.getValue(), more)));
    if (remembered != more) {
      Progress.say(remembered + " are remembered, not " + more);
    }
    return new Findings(
        Map.of("rounds", 1, "remembered", more, "jvm_options", Program.options()),
        List.copyOf(rows),
        failed + (beyond > MOST ? 1 : 0) + (remembered == more ? 0 : 1));
  }

  private static Row row(String measurement, Share share, int among) {
    return new Row(
        measurement, figures((double) share.bytes() / among, (double) share.objects() / among));
  }

  private static Map<String, Number> figures(double bytes, double objects) {
    var figures = new LinkedHashMap<String, Number>();
    figures.put("bytes", bytes);
    figures.put("objects", objects);
    return figures;
  }
}
