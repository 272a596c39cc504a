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
        expect(200, http.send(request("GET", openId, instance), BodyHandlers.discarding()));
      }
    }
  }

  /** The status of a lookup. */
  CompletableFuture<Integer> lookUp(String openId, int instance) {
    return http.sendAsync(request("GET", openId, instance), BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  void revoke(String openId, int instance) throws Exception {
    expect(204, http.send(request("DELETE", openId, instance), BodyHandlers.discarding()));
  }

  private static void expect(int expected, HttpResponse<?> answer) {
    if (answer.statusCode() != expected) {
      throw new IllegalStateException(
          "Answered with %d, not %d".formatted(answer.statusCode(), expected));
    }
  }

  private HttpRequest request(String method, String openId, int instance) {
    return HttpRequest.newBuilder(url(instance).resolve(world.tokenPath(openId)))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + world.adminKey())
        .method(method, BodyPublishers.noBody())
        .build();
  }

  URI url(int instance) {
    return servers.get(instance).url();
  }

  void stop() {
    servers.forEach(ServerProcess::close);
  }
}
