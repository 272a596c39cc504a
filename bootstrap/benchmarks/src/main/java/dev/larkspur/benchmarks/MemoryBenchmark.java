package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a server occupies: idle, and after it has worked. PostgreSQL's own memory is not in it. */
final class MemoryBenchmark implements Benchmark {
  private static final int AUTHORIZATIONS = 200;
  private static final int PER_SECOND = 10;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "resident memory idle and after 200 authorizations, live heap; Linux (2 min)";
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    var world = World.begin(stage);
    var bare = ServerProcess.start(stage, Program.bare(), Map.of());
    bare.awaitReady();
    var server = ServerProcess.start(stage, new Cached(stage).larkspur(), world.settings());
    server.awaitReady();
    world.sandbox().awaitConnections(World.CONNECTIONS, PATIENCE);
    Progress.say("idle for " + IDLE.toSeconds() + " s");
    Thread.sleep(IDLE);
    var compared = Footprint.of(bare);
    var rows = new ArrayList<Row>();
    rows.add(row("idle", Footprint.of(server), compared));
    rows.add(row("bare: the framework alone, idle", compared, compared));
    int count = effort.of(AUTHORIZATIONS);
    authorize(stage, world, server, count);
    var worked = Footprint.of(server);
    rows.add(row("after " + count + " authorizations", worked, compared));
    // last: whoever looks inside adds to what is there
    var afterwards = Footprint.of(server).withHeapAfterCollection(server);
    rows.add(row("the same, its garbage collected", afterwards, compared));
    return new Findings(Map.of("rounds", 1, "jvm_options", Program.options()), List.copyOf(rows));
  }

  private static Row row(String measurement, Footprint footprint, Footprint bare) {
    var figures = new LinkedHashMap<String, Number>();
    figures.put("RSS MiB", footprint.resident());
    figures.put("peak RSS MiB", footprint.peak());
    figures.put("live heap MiB", footprint.heap());
    figures.put("RSS ÷ bare", footprint.resident() / bare.resident());
    return new Row(measurement, figures);
  }

  private static void authorize(Stage stage, World world, ServerProcess server, int count)
      throws Exception {
    Progress.say(count + " authorizations, " + PER_SECOND + " a second");
    var sandbox = world.sandbox();
    var people = sandbox.addPeople(count);
    var http = stage.add(HttpClient.newHttpClient());
    var service = new Service(http, server.url(), sandbox.appId(), world.adminKey());
    Arrivals.perSecond(PER_SECOND)
        .run(count, (number, _) -> authorize(world, service, people.get(number).openId()));
  }

  private static void authorize(World world, Service service, String openId)
      throws IOException, InterruptedException {
    var sandbox = world.sandbox();
    var id = service.ask(openId);
    var card = sandbox.awaitCard(openId, PATIENCE);
    sandbox.click(card.messageId(), openId, "authorize");
    var link = sandbox.awaitCard(card.messageId(), c -> c.button("authorize").isEmpty(), PATIENCE);
    sandbox.approve(link, openId);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (var state = ""; !state.equals("completed"); state = service.state(id)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("An authorization is " + state + " after " + PATIENCE);
      }
      Thread.sleep(Duration.ofMillis(500));
    }
  }
}
