package dev.larkspur.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The data key is replaced while services look up tokens at a steady rate. Each lookup must bring
 * the right token; one that does not makes the benchmark fail.
 */
final class ReencryptBenchmark implements Benchmark {
  private static final int GRANTS = 100_000;
  private static final int PER_SECOND = 100;
  private static final Duration BEFORE = Duration.ofSeconds(30);
  private static final int WARM_UP_SECONDS = 10;

  @Override
  public String name() {
    return "reencrypt";
  }

  @Override
  public String description() {
    return "lookups while the data key of 100,000 grants is replaced (4 min)";
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int people = effort.of(GRANTS);
    var world = World.begin(stage);
    var server = ServerProcess.start(stage, Program.larkspur(), world.settings());
    server.awaitReady();
    Progress.say("storing " + people + " grants");
    var grants = new StoredGrants(world, world.sql());
    grants.fill(people);
    var http = stage.add(HttpClient.newHttpClient());
    var service = new Service(http, server.url(), world.sandbox().appId(), world.adminKey());
    var watch = stage.add(new RotationWatch(world.sql().connect()));
    return new Run(service, watch, people).findings(effort);
  }

  /** The lookups, and what goes on meanwhile. */
  private static final class Run {
    private final Arrivals arrivals = Arrivals.perSecond(PER_SECOND);
    private final Latencies before = new Latencies("lookups before");
    private final Latencies reencrypting = new Latencies("lookups while rows are re-encrypted");
    private final Latencies otherwise = new Latencies("lookups in the rest of the rotation");
    private final Service service;
    private final RotationWatch watch;
    private final int people;

    Run(Service service, RotationWatch watch, int people) {
      this.service = service;
      this.watch = watch;
      this.people = people;
    }

    Findings findings(Effort effort) throws Exception {
      Progress.say(PER_SECOND + " lookups a second");
      arrivals.run(WARM_UP_SECONDS * PER_SECOND, (_, due) -> lookUp(due, new Latencies("")));
      arrivals.run((int) BEFORE.toSeconds() * PER_SECOND, (_, due) -> lookUp(due, before));
      service.rotateDataKey();
      long begun = System.nanoTime();
      var followed = CompletableFuture.supplyAsync(this::follow);
      arrivals.runWhile(_ -> !followed.isDone(), (_, due) -> lookUp(due, phase()));
      var whole = Duration.ofNanos(System.nanoTime() - begun);
      var pass = followed.get();
      return new Findings(
          settings(effort),
          List.of(
              Latencies.work("rows re-encrypted", pass, watch.rows(), watch.broken()),
              before.during(BEFORE),
              reencrypting.during(pass),
              otherwise.during(whole.minus(pass))),
          before.failures() + reencrypting.failures() + otherwise.failures() + watch.broken());
    }

    private Duration follow() {
      try {
        return watch.follow();
      } catch (Exception e) {
        throw new IllegalStateException("cannot follow the rotation", e);
      }
    }

    private Latencies phase() {
      return watch.state().equals("REENCRYPTING") ? reencrypting : otherwise;
    }

    private void lookUp(long due, Latencies into) throws InterruptedException {
      int person = ThreadLocalRandom.current().nextInt(people);
      boolean well;
      try {
        var token = service.token(StoredGrants.openId(person));
        well = token.equals(StoredGrants.accessToken(person));
      } catch (IOException e) {
        Progress.say("a lookup failed: " + e.getMessage());
        well = false;
      }
      into.record(Duration.ofNanos(System.nanoTime() - due), well);
    }

    private Map<String, Object> settings(Effort effort) {
      var all = new LinkedHashMap<String, Object>();
      all.put("rounds", 1);
      all.put("grants", effort.of(GRANTS));
      all.put("lookups_per_second", PER_SECOND);
      all.put("jvm_options", Program.options());
      return all;
    }
  }
}
