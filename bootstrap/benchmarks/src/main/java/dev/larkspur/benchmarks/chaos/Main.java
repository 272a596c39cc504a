package dev.larkspur.benchmarks.chaos;

import dev.larkspur.benchmarks.Progress;
import dev.larkspur.benchmarks.Stage;
import java.util.List;

/** Real servers under misfortune; exits with 0 only if every promise was kept. */
public final class Main {
  private static final int WRONG_USE = 2;

  private static final String USAGE =
      """
      usage: larkspur chaos [--minutes N] [--seed S] [--people N]

        --minutes N  how long things go wrong (1); a start and an end of about a minute each come on top
        --seed S     decides what is done, to whom and when (1)
        --people N   whose tokens are kept, at most %d (60)
      """
          .formatted(Wish.MOST_PEOPLE);

  public static void main(String[] arguments) throws Exception {
    System.setProperty("logback.configurationFile", "dev/larkspur/benchmarks/logback-bench.xml");
    if (List.of(arguments).equals(List.of("--help"))) {
      System.out.print(USAGE);
      return;
    }
    var wish = Wish.of(List.of(arguments));
    if (wish.isEmpty()) {
      System.err.print(USAGE);
      System.exit(WRONG_USE);
    }
    System.exit(run(wish.orElseThrow()) ? 0 : 1);
  }

  private static boolean run(Wish wish) throws Exception {
    try (var stage = Stage.open()) {
      var good = false;
      try {
        var table = Chaos.run(wish, stage);
        System.out.print(table);
        good = table.holds();
      } catch (Exception e) {
        if (stage.isClosed()) {
          Thread.currentThread().join(); // we are being stopped: what fails now is no news
        }
        e.printStackTrace();
      }
      if (!good) {
        stage.keepFolder();
        System.err.println("Logs and database are kept in " + stage.folder());
      }
      Progress.say("stopping");
      return good;
    }
  }

  private Main() {}
}
