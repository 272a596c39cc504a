package dev.larkspur.server;

import dev.larkspur.application.checkup.port.Checkup;
import dev.larkspur.application.checkup.port.Finding;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Apps.App;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanConfiguration;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks every configured app over and says what to click. It starts neither server nor database, so
 * it can be run beside a server, or before there is one.
 */
final class Doctor {
  private static final int WRONG_USE = 2;

  /** Left out: what stores, serves, works in the background or listens to the platform. */
  private static final BeanConfiguration[] NOT_NEEDED =
      Stream.of(
              "dev.larkspur.wiring",
              "dev.larkspur.application", // these two: what wiring makes
              "dev.larkspur.domain",
              "dev.larkspur.adapters.postgres",
              "dev.larkspur.adapters.rest",
              "dev.larkspur.adapters.feishu.event",
              "dev.larkspur.adapters.feishu.subscribe")
          .map(BeanConfiguration::disabled)
          .toArray(BeanConfiguration[]::new);

  /**
   * @return the exit status: 0 only if nothing failed
   * @throws StartFailure if a setting is wrong
   */
  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      return run(DoctorArguments.parse(arguments), environment, out);
    } catch (DoctorArguments.Wrong e) {
      err.println(e.getMessage());
      err.println(DoctorArguments.USAGE);
      return WRONG_USE;
    }
  }

  private static int run(
      DoctorArguments arguments, Map<String, String> environment, PrintStream out) {
    try (var context = context(Variables.read(environment))) {
      var all = context.findBean(Apps.class).map(Apps::all).orElse(List.of());
      if (all.isEmpty()) {
        throw new StartFailure(
            "No Feishu app is configured: set LARKSPUR_FEISHU_APPS_<NAME>_APP_ID and _APP_SECRET"
                + " (docs/feishu-setup.md)");
      }
      var apps = arguments.chosen(all);
      var report = arguments.json() ? new JsonReport(out) : new TableReport(out);
      return examine(context.getBean(Checkup.class), apps, arguments, report) ? 0 : 1;
    }
  }

  private static boolean examine(
      Checkup checkup, List<App> apps, DoctorArguments arguments, Report report) {
    for (var app : apps) {
      report.begin(app);
      checkup.examine(app.id(), arguments.to(), report::add);
    }
    return report.end();
  }

  private static ApplicationContext context(Map<String, Object> properties) {
    return LarkspurServer.builder(properties)
        .properties(Map.of("datasources.larkspur.enabled", "false"))
        .beanConfigurations(NOT_NEEDED)
        .singletons(InstantSource.system())
        .start();
  }

  /** Where findings go, app by app. */
  interface Report {
    void begin(App app);

    void add(Finding finding);

    /**
     * @return whether nothing failed
     */
    boolean end();
  }

  private Doctor() {}
}
