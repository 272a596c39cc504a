package dev.larkspur.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.util.Map;

/** A running server. Closing it answers what is under way, then stops it, its database last. */
final class LarkspurServer implements AutoCloseable {
  private final Boot boot;
  private final ApplicationContext context;
  private final EmbeddedServer http;

  private LarkspurServer(Boot boot, ApplicationContext context, EmbeddedServer http) {
    this.boot = boot;
    this.context = context;
    this.http = http;
  }

  /** Starts all adapters; on failure whatever was started is stopped, {@code boot} too. */
  static LarkspurServer start(Boot boot) {
    var context = builder(boot.properties()).build();
    try {
      context.start();
      var http = context.getBean(EmbeddedServer.class);
      http.start();
      return new LarkspurServer(boot, context, http);
    } catch (RuntimeException e) {
      context.close();
      boot.close();
      throw e;
    }
  }

  /** With these settings, and what a configuration file says. */
  static ApplicationContextBuilder builder(Map<String, Object> properties) {
    return ApplicationContext.builder()
        .banner(false)
        .deduceEnvironment(false)
        .environmentVariableExcludes(larkspurVariables())
        .properties(properties);
  }

  /** Read by {@link Variables}, each with one meaning. */
  private static String[] larkspurVariables() {
    return System.getenv().keySet().stream()
        .filter(name -> name.startsWith(Variables.PREFIX))
        .toArray(String[]::new);
  }

  URI url() {
    return http.getURI();
  }

  ApplicationContext context() {
    return context;
  }

  @Override
  public void close() {
    http.stop();
    context.close();
    boot.close();
  }
}
