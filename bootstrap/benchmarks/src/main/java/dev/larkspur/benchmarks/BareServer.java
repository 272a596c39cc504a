package dev.larkspur.benchmarks;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What Larkspur is compared with: the framework on the same class path, serving its health or, if
 * there are people, {@link BareLookup} alone, and if one is named a database behind a pool, {@link
 * BareRows}. No adapter, no setting of Larkspur's.
 */
final class BareServer {
  private static final String PEOPLE = System.getenv().getOrDefault("BENCH_PEOPLE", "0");
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "larkspur.enabled",
          "false",
          "micronaut.server.thread-selection",
          "MANUAL",
          "endpoints.all.enabled",
          "false",
          "endpoints.health.enabled",
          Boolean.toString(PEOPLE.equals("0")), // a lookup is compared with the server alone
          "endpoints.health.sensitive",
          "false",
          "micronaut.metrics.enabled",
          "false",
          BareLookup.PEOPLE,
          PEOPLE,
          "micronaut.server.port",
          System.getenv().getOrDefault("MICRONAUT_SERVER_PORT", "-1"));

  private BareServer() {}

  /** What {@link World#databaseSettings} says, if it does; a pool as large as Larkspur's. */
  private static Map<String, Object> database(Map<String, String> environment) {
    var url = environment.get("LARKSPUR_DATABASE_URL");
    if (url == null) {
      return Map.of();
    }
    var datasource = "datasources." + BareRows.DATASOURCE + ".";
    return Map.of(
        datasource + "url",
        url,
        datasource + "username",
        environment.getOrDefault("LARKSPUR_DATABASE_USER", ""),
        datasource + "password",
        environment.getOrDefault("LARKSPUR_DATABASE_PASSWORD", ""),
        datasource + "driver-class-name",
        "org.postgresql.Driver",
        datasource + "maximum-pool-size",
        "20",
        datasource + "minimum-idle",
        "2");
  }

  static void main() throws InterruptedException {
    var context =
        ApplicationContext.builder()
            .banner(false)
            .deduceEnvironment(false)
            .enableDefaultPropertySources(false) // not the server's application.yml
            .properties(SETTINGS)
            .properties(database(System.getenv()))
            .start();
    var http = context.getBean(EmbeddedServer.class);
    http.start();
    Runtime.getRuntime().addShutdownHook(new Thread(context::close));
    new CountDownLatch(1).await();
  }
}
