package dev.larkspur.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.embedded.postgres.EmbeddedPostgresException;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.PrintStream;
import java.net.BindException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Starts the server, the demo or the doctor. */
public final class Main {
  private static final int WRONG_USE = 2;

  public static void main(String[] arguments) {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install(); // the JDBC driver logs by java.util.logging
    int status = run(List.of(arguments), System.out, System.err);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      switch (arguments) {
        case List<String> a when a.equals(List.of("run")) -> serve(out);
        case List<String> a when a.equals(List.of("demo")) -> Demo.run(System.getenv(), out);
        case List<String> a when a.equals(List.of("demo", "--headless")) -> HeadlessDemo.run(out);
        case List<String> a when !a.isEmpty() && a.getFirst().equals("doctor") -> {
          quietly();
          return Doctor.run(a.subList(1, a.size()), System.getenv(), out, err);
        }
        default -> {
          err.println("usage: ./larkspur run | demo [--headless] | doctor [options]");
          return WRONG_USE;
        }
      }
      return 0;
    } catch (RuntimeException e) {
      var why = reason(e);
      if (why == null) {
        throw e; // a defect of ours: with its trace
      }
      var isDoctor = arguments.getFirst().equals("doctor"); // without arguments nothing fails
      err.println((isDoctor ? "Nothing can be checked. " : "Larkspur cannot start. ") + why);
      return 1;
    }
  }

  private static void serve(PrintStream out) {
    var running = new Running();
    var boot = running.now(Boot.from(System.getenv()));
    var server = running.now(LarkspurServer.start(boot));
    out.println("Larkspur serves at " + server.url() + " (try " + server.url() + "/docs)");
    if (boot.database() != null) {
      out.println("The administrator's key is in " + boot.home().adminKeyFile());
    }
    if (server.context().getBean(Apps.class).all().isEmpty()) {
      out.println(
          "No Feishu app is configured: set LARKSPUR_FEISHU_APPS_<NAME>_APP_ID and _APP_SECRET"
              + " (docs/feishu-setup.md)");
    }
    running.untilStopped();
  }

  /** What is found is printed; the log would say it a second time, between the lines. */
  private static void quietly() {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
  }

  /** What the operator can mend; null if it is nothing of the kind. */
  private static @Nullable String reason(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      switch (t) {
        case StartFailure _, ConfigurationException _, EmbeddedPostgresException _ -> {
          return t.getMessage();
        }
        case SQLException e -> {
          return "The database refuses: " + e.getMessage();
        }
        case BindException _ -> {
          return "Its port is taken: set MICRONAUT_SERVER_PORT to another. ("
              + t.getMessage()
              + ")";
        }
        case BeanInstantiationException e when e.getCause() == null -> {
          return e.getMessage();
        }
        default -> {}
      }
    }
    return null;
  }

  private Main() {}
}
