package dev.larkspur.benchmarks;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures what is named, or lists what can be. */
public final class Main {
  private static final int WRONG_USE = 2;

  /**
   * What was asked for.
   *
   * @param json where the result goes besides; null: nowhere
   */
  private record Wish(Benchmark benchmark, boolean quick, @Nullable Path json) {}

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty(
        "logback.configurationFile", "dev/larkspur/benchmarks/logback-bench.xml"); // to stderr
    if (arguments.length == 0) {
      list();
      return;
    }
    var wish = wish(List.of(arguments));
    if (wish == null) {
      System.err.println("usage: larkspur bench [NAME [--quick] [--json FILE]]");
      System.exit(WRONG_USE);
    } else {
      boolean well = measure(wish);
      System.exit(well ? 0 : 1); // whatever the stand-in has left running
    }
  }

  private static void list() {
    System.out.println("./larkspur bench NAME [--quick] [--json FILE]\n");
    Benchmark.ALL.forEach(b -> System.out.printf("  %-9s  %s%n", b.name(), b.description()));
    System.out.println("\n--quick does a tenth, to see that it works. See docs/performance.md");
  }

  private static @Nullable Wish wish(List<String> arguments) {
    var words = new ArrayDeque<>(arguments);
    var name = words.removeFirst();
    var benchmark = Benchmark.ALL.stream().filter(b -> b.name().equals(name)).findFirst();
    boolean quick = false;
    Path json = null;
    while (!words.isEmpty()) {
      var word = words.removeFirst();
      if (word.equals("--quick")) {
        quick = true;
      } else if (word.equals("--json") && !words.isEmpty()) {
        json = Path.of(words.removeFirst());
      } else {
        return null;
      }
    }
    return benchmark.isEmpty() ? null : new Wish(benchmark.get(), quick, json);
  }

  /** Whether nothing failed that must not. */
  private static boolean measure(Wish wish) throws Exception {
    var machine = Machine.now(Program.home());
    try (var stage = Stage.open()) {
      var findings = findings(wish, stage);
      var today = LocalDate.now(ZoneOffset.UTC);
      var report = new Report(wish.benchmark().name(), today, machine, wish.quick(), findings);
      System.out.print(report.table());
      if (wish.json() != null) {
        report.writeTo(wish.json());
      }
      if (findings.failures() > 0) {
        System.err.println("FAILED: " + findings.failures() + " where there must be none");
      }
      Progress.say("stopping");
      return findings.failures() == 0;
    }
  }

  private static Findings findings(Wish wish, Stage stage) throws Exception {
    try {
      return wish.benchmark().run(stage, new Effort(wish.quick()));
    } catch (Exception e) {
      if (stage.isClosed()) {
        Thread.currentThread().join(); // we are being stopped: what fails now is no news
      }
      throw e;
    }
  }
}
