package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import dev.larkspur.sandbox.world.SamplePerson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tokens that four instances remember are revoked at one of them, while all are asked for others;
 * how long until none of them serves what was revoked.
 */
final class RevokeBenchmark implements Benchmark {
  private static final int SERVERS = 4;
  private static final int REVOKED = 1_000;
  private static final int PER_SECOND = 10;
  private static final int OTHERS = 100;
  private static final double LOOKUPS_PER_SECOND = 500; // at each server
  private static final Duration LIFE = Duration.ofHours(2);
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Duration AT_MOST = Duration.ofSeconds(1);
  private static final Duration GIVEN_UP = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "revoke";
  }

  @Override
  public String description() {
    return "1,000 revokes, until none of four instances serves the token (3 min)";
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int count = effort.of(REVOKED);
    var world = World.begin(stage);
    var servers = new ArrayList<ServerProcess>();
    for (int i = 0; i < SERVERS; i++) {
      var server = ServerProcess.start(stage, Program.larkspur(), world.settings());
      server.awaitReady();
      servers.add(server);
    }
    List<SamplePerson> people;
    try (var consents = Consents.of(world, world.sql())) {
      people = consents.store(count + OTHERS, Instant.now(), LIFE, true);
    }
    var http = stage.add(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    var calls = new Calls(http, world, servers);
    var others = people.subList(count, people.size());
    Progress.say(count + " revokes, " + PER_SECOND + " a second");
    var latencies =
        new Latencies("from the answer to a revoke to the last time that an instance serves it");
    try (var threads = Executors.newFixedThreadPool(SERVERS)) {
      var time = Duration.ofSeconds(count / PER_SECOND + 2L);
      var load = new ArrayList<Future<Load.Outcome>>();
      for (var server : servers) {
        load.add(threads.submit(() -> load(world, server, others).at(LOOKUPS_PER_SECOND, time)));
      }
      Arrivals.perSecond(PER_SECOND)
          .run(count, (n, _) -> calls.revoke(people.get(n).openId(), n % SERVERS, latencies));
      return findings(count, latencies, load);
    }
  }

  private static Load load(World world, ServerProcess server, List<SamplePerson> others) {
    return new Load(
        server.url(),
        world.adminKey(),
        4,
        n -> path(world, others.get(n % others.size()).openId()));
  }

  private static String path(World world, String openId) {
    return "/v1/apps/" + world.sandbox().appId() + "/users/" + openId + "/token";
  }

  private static Findings findings(int count, Latencies latencies, List<Future<Load.Outcome>> load)
      throws Exception {
    long failed = latencies.failures();
    for (var one : load) {
      failed += one.get().failed();
    }
    var figures = new LinkedHashMap<String, Number>();
    figures.put("n", latencies.count());
    figures.put("after 1 s, or failed", failed);
    figures.put("p50 ms", latencies.millis(50));
    figures.put("p99 ms", latencies.millis(99));
    figures.put("max ms", latencies.millis(100));
    return new Findings(
        Map.of(
            "revokes",
            count,
            "servers",
            SERVERS,
            "lookups_per_second",
            LOOKUPS_PER_SECOND * SERVERS),
        List.of(
            new Row(
                "from the answer to a revoke to the last time that an instance serves it",
                figures)),
        failed);
  }

  /** To the servers. */
  private record Calls(HttpClient http, World world, List<ServerProcess> servers) {
    void revoke(String openId, int at, Latencies latencies) throws Exception {
      for (int server = 0; server < SERVERS; server++) {
        for (int i = 0; i < 2; i++) { // so that it is remembered
          expect(200, status("GET", openId, server));
        }
      }
      expect(204, status("DELETE", openId, at));
      long revoked = System.nanoTime();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var all = new ArrayList<Future<?>>();
        for (int server = 0; server < SERVERS; server++) {
          int asked = server;
          all.add(
              threads.submit(
                  () -> {
                    awaitTheLast(openId, asked, revoked, latencies);
                    return null;
                  }));
        }
        for (var one : all) {
          one.get();
        }
      }
    }

    private void awaitTheLast(String openId, int server, long revoked, Latencies latencies)
        throws Exception {
      long last = revoked; // when it was served for the last time, as we saw it
      while (status("GET", openId, server) == 200 && last - revoked < GIVEN_UP.toNanos()) {
        last = System.nanoTime();
        Thread.sleep(PAUSE);
      }
      var took = Duration.ofNanos(last - revoked);
      latencies.record(took, took.compareTo(AT_MOST) < 0);
    }

    private static void expect(int expected, int status) {
      if (status != expected) {
        throw new IllegalStateException("Answered with " + status + ", not " + expected);
      }
    }

    private int status(String method, String openId, int server)
        throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(servers.get(server).url().resolve(path(world, openId)))
              .header("Authorization", "Bearer " + world.adminKey())
              .method(method, BodyPublishers.noBody())
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "Calls[" + servers.size() + "]";
    }
  }
}
