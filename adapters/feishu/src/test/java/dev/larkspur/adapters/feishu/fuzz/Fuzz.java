package dev.larkspur.adapters.feishu.fuzz;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * So many cases from one seed on: {@code -Dlarkspur.fuzz.cases} says how many, {@code
 * -Dlarkspur.fuzz.seed} which. They come in rounds, each with a seed of its own, so that a round
 * that fails can be made again without those before it.
 */
public record Fuzz(long seed, int cases) {
  public static final int ROUND = 1_000;

  private static final long SEED = 20261122;
  private static final int CASES = 100_000;

  /** As the system properties say. */
  public static Fuzz asConfigured() {
    return new Fuzz(
        Long.getLong("larkspur.fuzz.seed", SEED), Integer.getInteger("larkspur.fuzz.cases", CASES));
  }

  public Fuzz first(int some) {
    return new Fuzz(seed, Math.min(some, cases));
  }

  public Fuzz without(Fuzz first) {
    return new Fuzz(seed + first.cases / ROUND, cases - first.cases);
  }

  /** The same cases in so many parts, less what is left over. */
  public List<Fuzz> parts(int parts) {
    int each = Math.max(1, cases / ROUND / parts);
    return IntStream.range(0, parts)
        .mapToObj(part -> new Fuzz(seed + (long) part * each, each * ROUND))
        .toList();
  }

  /**
   * @param round makes {@link #ROUND} cases and checks what became of them
   */
  public void run(Consumer<Random> round) {
    for (long s = seed; s < seed + cases / ROUND; s++) {
      try {
        round.accept(new Random(s));
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "seed %d; again: -Dlarkspur.fuzz.seed=%d -Dlarkspur.fuzz.cases=%d"
                .formatted(s, s, ROUND),
            e);
      }
    }
  }
}
