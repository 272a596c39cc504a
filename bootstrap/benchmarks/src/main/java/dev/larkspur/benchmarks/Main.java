package dev.larkspur.benchmarks;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures what is named, or lists what can be. */
public final class Main {
  private static final int WRONG_USE = 2;
  private static final List<Benchmark> ALL =
      List.of(
          new ClickBenchmark(),
          new LookupBenchmark(),
          new LevelsBenchmark(),
          new MicroBenchmark(),
          new StartBenchmark(),
          new MemoryBenchmark(),
          new RememberedBenchmark(),
          new SessionsBenchmark(),
          new WaitersBenchmark(),
          new RevokeBenchmark(),
          new RefreshBenchmark(),
          new GrowthBenchmark(),
          new ReencryptBenchmark());

  /**
   * What was asked for.
   *
   * @param json where the result goes besides; null: nowhere
   */
  private record Wish(Benchmark benchmark, Effort effort, @Nullable Path json) {}

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
      System.err.println("usage: larkspur bench [NAME [--quick] [--json FILE] [--OPTION NUMBER]]");
      System.exit(WRONG_USE);
    } else {
      boolean well = measure(wish);
      System.exit(well ? 0 : 1); // whatever the stand-in has left running
    }
  }

  private static void list() {
    System.out.println("./larkspur bench NAME [--quick] [--json FILE] [--OPTION NUMBER]\n");
    for (var benchmark : ALL) {
      System.out.printf("  %-10s  %s%n", benchmark.name(), benchmark.description());
      if (!benchmark.options().isEmpty()) {
        System.out.printf("  %-10s  options: --%s%n", "", String.join(", --", benchmark.options()));
      }
    }
    System.out.println("\n--quick does a tenth, to see that it works. See docs/performance.md");
  }

  private static @Nullable Wish wish(List<String> arguments) {
    var words = new ArrayDeque<>(arguments);
    var name = words.removeFirst();
    var named = ALL.stream().filter(b -> b.name().equals(name)).findFirst();
    if (named.isEmpty()) {
      return null;
    }
    var options = named.get().options();
    var numbers = new HashMap<String, Integer>();
    boolean quick = false;
    Path json = null;
    while (!words.isEmpty()) {
      var word = words.removeFirst();
      var value = words.peekFirst();
      if (word.equals("--quick")) {
        quick = true;
      } else if (word.equals("--json") && value != null) {
        json = Path.of(words.removeFirst());
      } else if (isOption(word, options) && value != null && value.matches("\\d{1,9}")) {
        numbers.put(word.substring(2), Integer.valueOf(words.removeFirst()));
      } else {
        return null;
      }
    }
    return new Wish(named.get(), new Effort(quick, Map.copyOf(numbers)), json);
  }

  private static boolean isOption(String word, List<String> options) {
    return word.startsWith("--") && options.contains(word.substring(2));
  }

  /** Whether nothing failed that must not. */
  private static boolean measure(Wish wish) throws Exception {
    var machine = Machine.now(Program.home());
    try (var stage = Stage.open()) {
      var findings = findings(wish, stage);
      var today = LocalDate.now(ZoneOffset.UTC);
      var report =
          new Report(wish.benchmark().name(), today, machine, wish.effort().quick(), findings);
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
      return wish.benchmark().run(stage, wish.effort());
    } catch (Exception e) {
      if (stage.isClosed()) {
        Thread.currentThread().join(); // we are being stopped: what fails now is no news
      }
      throw e;
    }
  }
}
