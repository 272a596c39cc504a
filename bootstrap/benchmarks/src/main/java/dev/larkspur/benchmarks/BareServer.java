package dev.larkspur.benchmarks;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What Larkspur is compared with: the framework on the same class path, serving its health and
 * {@link BareLookup}. No database, no adapter, no setting of Larkspur's.
 */
final class BareServer {
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "larkspur.enabled",
          "false",
          "micronaut.server.thread-selection",
          "MANUAL",
          "endpoints.all.enabled",
          "false",
          "endpoints.health.enabled",
          "true",
          "endpoints.health.sensitive",
          "false",
          "micronaut.metrics.enabled",
          "false",
          BareLookup.PEOPLE,
          System.getenv().getOrDefault("BENCH_PEOPLE", "0"),
          "micronaut.server.port",
          System.getenv().getOrDefault("MICRONAUT_SERVER_PORT", "-1"));

  private BareServer() {}

  static void main() throws InterruptedException {
    var context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .enableDefaultPropertySources(false) // not the server's application.yml
            .properties(SETTINGS)
            .start();
    var http = context.getBean(EmbeddedServer.class);
    http.start();
    Runtime.getRuntime().addShutdownHook(new Thread(context::close));
    new CountDownLatch(1).await();
  }
}
