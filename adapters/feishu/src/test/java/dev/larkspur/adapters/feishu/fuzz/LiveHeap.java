package dev.larkspur.adapters.feishu.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What is on the heap and reachable. It grows now and then of itself (pools, caches, what the JIT
 * keeps); what is kept of each case makes it grow every time.
 */
public final class LiveHeap {
  private static final int COLLECTIONS = 3; // what a finished thread held goes with the second
  private static final int PARTS = 9;
  private static final int KEPT = 24; // bytes; an object and its place among others

  private static long bytes() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * Runs the cases, the first ten thousand of them to get warm, and fails if most parts of the rest
   * leave more on the heap than was there before, by an object for each case.
   */
  public static void assertFlat(Fuzz all, Consumer<Random> round) {
    var warmUp = all.first(10 * Fuzz.ROUND);
    warmUp.run(round);
    if (all.cases() == warmUp.cases()) {
      return; // some rounds made again
    }
    var parts = all.without(warmUp).parts(PARTS);
    var grown = new ArrayList<Long>();
    long before = bytes();
    for (var part : parts) {
      part.run(round);
      long after = bytes();
      grown.add(after - before);
      before = after;
    }
    assertThat(grown.stream().sorted().skip(PARTS / 2).findFirst().orElseThrow())
        .as("more on the heap after each part: %s, their median", grown)
        .isLessThan((long) KEPT * parts.getFirst().cases());
  }

  private LiveHeap() {}
}
