package dev.larkspur.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Servers that share a database, and how they are asked for people's tokens. */
record Instances(HttpClient http, World world, List<ServerProcess> servers) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * @param settings of each of them
   */
  static Instances start(Stage stage, World world, List<Map<String, String>> settings)
      throws Exception {
    Progress.say("starting " + settings.size() + " instances");
    var servers = new ArrayList<ServerProcess>();
    for (var its : settings) {
      var server = ServerProcess.start(stage, Program.larkspur(), its);
      server.awaitReady();
      servers.add(server);
    }
    var http = stage.add(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    return new Instances(http, world, List.copyOf(servers));
  }

  /** Those before the one with that number. */
  Instances before(int number) {
    return new Instances(http, world, servers.subList(0, number));
  }

  int count() {
    return servers.size();
  }

  /** Has each of them remember a person's token. */
  void remember(String openId) throws Exception {
    for (int i = 0; i < 2; i++) { // a first lookup changes the grant
      for (int instance = 0; instance < count(); instance++) {
        expect(
            200,
            http.send(request("GET", "", openId, instance).build(), BodyHandlers.discarding()));
      }
    }
  }

  /** The status of a lookup by somebody who wants to know whether the change was made. */
  CompletableFuture<Integer> lookUp(Change change, String openId, int instance) {
    var request = request("GET", "", openId, instance);
    if (change.known() != null) {
      request.header("If-None-Match", change.known());
    }
    return http.sendAsync(request.build(), BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  void make(Change change, String openId, int instance) throws Exception {
    var request = request(change.method(), change.path(), openId, instance).build();
    expect(change.done(), http.send(request, BodyHandlers.discarding()));
  }

  private static void expect(int expected, HttpResponse<?> answer) {
    if (answer.statusCode() != expected) {
      throw new IllegalStateException(
          "Answered with %d, not %d".formatted(answer.statusCode(), expected));
    }
  }

  private HttpRequest.Builder request(String method, String path, String openId, int instance) {
    return HttpRequest.newBuilder(url(instance).resolve(world.tokenPath(openId) + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + world.adminKey())
        .method(method, BodyPublishers.noBody());
  }

  URI url(int instance) {
    return servers.get(instance).url();
  }

  void stop() {
    servers.forEach(ServerProcess::close);
  }
}
