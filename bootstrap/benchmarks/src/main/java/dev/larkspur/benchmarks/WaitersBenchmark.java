package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many wait, at two instances, for authorizations that end one after the other at either of them;
 * how long until each of those who wait is answered.
 */
final class WaitersBenchmark implements Benchmark {
  private static final int SESSIONS = 500;
  private static final int WAITERS_EACH = 10;
  private static final int ASKED_PER_SECOND = 15; // the platform takes 1,000 messages a minute
  private static final int ENDED_PER_SECOND = 20;
  private static final int WAIT = 60; // seconds, as long as one may
  private static final Duration SETTLED = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "waiters";
  }

  @Override
  public String description() {
    return "5,000 wait for 500 authorizations at two instances; Linux (2 min)";
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int sessions = effort.of(SESSIONS);
    var world = World.begin(stage);
    var servers = new ArrayList<ServerProcess>();
    for (int i = 0; i < 2; i++) {
      var server = ServerProcess.start(stage, Program.larkspur(), world.settings());
      server.awaitReady();
      servers.add(server);
    }
    var http = stage.add(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    var ids = asked(world, http, servers.getFirst(), sessions);
    var idle = footprints(servers);
    var all = new All(http, world.adminKey(), servers);
    Progress.say(sessions * WAITERS_EACH + " begin to wait");
    for (int i = 0; i < sessions * WAITERS_EACH; i++) {
      all.await(ids.get(i % sessions), i / sessions % 2);
      if (i % 100 == 0) {
        Thread.sleep(Duration.ofMillis(20)); // 5,000 at once would not all get a connection
      }
    }
    Thread.sleep(SETTLED);
    var waiting = footprints(servers);
    Progress.say("the authorizations end, " + ENDED_PER_SECOND + " a second");
    Arrivals.perSecond(ENDED_PER_SECOND).run(sessions, (n, _) -> all.end(ids.get(n), n % 2));
    CompletableFuture.allOf(all.answers.toArray(CompletableFuture[]::new))
        .orTimeout(WAIT, TimeUnit.SECONDS)
        .join();
    return findings(sessions, all, waiting - idle);
  }

  private static List<String> asked(
      World world, HttpClient http, ServerProcess server, int sessions) throws Exception {
    Progress.say(sessions + " people are asked");
    var people = world.sandbox().addPeople(sessions);
    var service = new Service(http, server.url(), world.sandbox().appId(), world.adminKey());
    var ids = new String[sessions];
    Arrivals.perSecond(ASKED_PER_SECOND)
        .run(sessions, (n, _) -> ids[n] = service.ask(people.get(n).openId()));
    return List.of(ids);
  }

  private static double footprints(List<ServerProcess> servers) throws Exception {
    double all = 0;
    for (var server : servers) {
      all += Footprint.of(server).withHeapAfterCollection(server).heap();
    }
    return all;
  }

  private static Findings findings(int sessions, All all, double heap) {
    var figures = new LinkedHashMap<String, Number>();
    figures.put("n", all.latencies.count());
    figures.put("failed", all.latencies.failures() + all.early.get());
    figures.put("p50 ms", all.latencies.millis(50));
    figures.put("p99 ms", all.latencies.millis(99));
    figures.put("max ms", all.latencies.millis(100));
    figures.put("heap of both, MiB", heap);
    figures.put("KiB a waiter", heap * 1024 / (sessions * WAITERS_EACH));
    return new Findings(
        Map.of("sessions", sessions, "waiters", sessions * WAITERS_EACH),
        List.of(new Row("from the withdrawal's request to a waiter's answer", figures)),
        all.latencies.failures() + all.early.get());
  }

  /** All who wait. */
  private static final class All {
    final Latencies latencies = new Latencies("waiters");
    final AtomicInteger early = new AtomicInteger();
    final List<CompletableFuture<?>> answers = new ArrayList<>();
    private final Map<String, Long> ended = new ConcurrentHashMap<>();
    private final HttpClient http;
    private final String key;
    private final List<ServerProcess> servers;

    All(HttpClient http, String key, List<ServerProcess> servers) {
      this.http = http;
      this.key = key;
      this.servers = servers;
    }

    void await(String id, int server) {
      var request =
          request(id, server)
              .header("Prefer", "wait=" + WAIT)
              .timeout(Duration.ofSeconds(2L * WAIT));
      answers.add(
          http.sendAsync(request.build(), BodyHandlers.ofString())
              .thenAccept(answer -> answered(id, answer)));
    }

    private void answered(String id, HttpResponse<String> answer) {
      var since = ended.get(id);
      if (since == null) {
        early.incrementAndGet();
        return;
      }
      var took = Duration.ofNanos(System.nanoTime() - since);
      latencies.record(took, answer.body().contains("\"cancelled\""));
    }

    void end(String id, int server) throws Exception {
      ended.put(id, System.nanoTime());
      var answer =
          http.send(
              request(id, server).method("DELETE", BodyPublishers.noBody()).build(),
              BodyHandlers.discarding());
      if (answer.statusCode() != 204) {
        throw new IllegalStateException("A withdrawal was answered with " + answer.statusCode());
      }
    }

    private HttpRequest.Builder request(String id, int server) {
      URI url = servers.get(server).url().resolve("/v1/authorizations/" + id);
      return HttpRequest.newBuilder(url).header("Authorization", "Bearer " + key);
    }
  }
}
