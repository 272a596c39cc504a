package dev.larkspur.proof.simulation;

import dev.larkspur.proof.simulation.Simulation.Violation;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the simulation under many seeds, or shows what one seed does. */
public final class Main {
  private static final int VIOLATED = 1;
  private static final int WRONG_USE = 2;

  private static final String USAGE =
      """
      usage: larkspur simulate [--seeds N] [--from S]

        --seeds N   so many seeds, 10000 unless said otherwise
        --from S    the first of them, 1 unless said otherwise

      Runs the refresh protocol under N seeds of misfortune, on all processors. Of the first seed that violates
      an invariant: the invariant, and what happened; the exit code is then 1. The same seed does the same again:
      larkspur simulate --seeds 1 --from S""";

  private record Wish(long from, long seeds) {}

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (List.of(arguments).contains("--help")) {
      System.out.println(USAGE);
      return;
    }
    var wish = wish(List.of(arguments));
    if (wish == null) {
      System.err.println(USAGE);
      System.exit(WRONG_USE);
    } else if (!holds(wish)) {
      System.exit(VIOLATED);
    }
  }

  private static @Nullable Wish wish(List<String> arguments) {
    long from = 1;
    long seeds = 10_000;
    var words = new ArrayDeque<>(arguments);
    while (!words.isEmpty()) {
      var option = words.removeFirst();
      var value = words.pollFirst();
      if (value == null || !value.matches("[0-9]{1,15}")) {
        return null;
      }
      switch (option) {
        case "--from" -> from = Long.parseLong(value);
        case "--seeds" -> seeds = Long.parseLong(value);
        default -> {
          return null;
        }
      }
    }
    return seeds == 0 ? null : new Wish(from, seeds);
  }

  private static boolean holds(Wish wish) throws InterruptedException {
    long began = System.nanoTime();
    var violation =
        new Campaign(wish.from, wish.seeds, Protocol.AS_IT_IS)
            .run(done -> System.out.println(done + " of " + wish.seeds + " seeds, all held"));
    double seconds = (System.nanoTime() - began) / 1e9;
    if (violation == null) {
      System.out.printf(
          "%d seeds from %d, no violation, %.1f s, %.0f seeds a second%n",
          wish.seeds, wish.from, seconds, wish.seeds / seconds);
    } else {
      tell(violation);
    }
    return violation == null;
  }

  private static void tell(Violation violation) {
    System.out.println("Seed " + violation.seed() + " violates: " + violation.invariant());
    System.out.println();
    violation.trace().forEach(System.out::println);
    System.out.println();
    System.out.println("Again: ./larkspur simulate --seeds 1 --from " + violation.seed());
  }
}
