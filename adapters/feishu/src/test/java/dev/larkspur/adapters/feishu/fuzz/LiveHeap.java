package dev.larkspur.adapters.feishu.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * What is on the heap and reachable. It grows now and then of itself (pools, caches, what the JIT
 * keeps); what is kept of each case makes it grow every time.
 */
public final class LiveHeap {
  private static final int COLLECTIONS = 3; // what a finished thread held goes with the second
  private static final int PARTS = 9;
  private static final int FEW = 4;
  private static final int KEPT = 16; // bytes a case; an object and its place among others are more

  private static long bytes() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * Runs the cases, the first ten thousand of them to get warm, and fails if the last parts of the
   * rest leave more on the heap than the first, by an object for each case between.
   */
  public static void assertFlat(Fuzz all, Consumer<Random> round) {
    var warmUp = all.first(10 * Fuzz.ROUND);
    warmUp.run(round);
    if (all.cases() == warmUp.cases()) {
      return; // some rounds made again
    }
    var parts = all.without(warmUp).parts(PARTS);
    var levels = new ArrayList<Long>();
    for (var part : parts) {
      part.run(round);
      levels.add(bytes());
    }
    // what is on its way comes and goes, so the least of several is what stays
    long grown = least(levels.subList(PARTS - FEW, PARTS)) - least(levels.subList(0, FEW));
    assertThat(grown)
        .as("more on the heap; it held after each part: %s", levels)
        .isLessThan((long) KEPT * (PARTS - FEW) * parts.getFirst().cases());
  }

  private static long least(List<Long> levels) {
    return Collections.min(levels);
  }

  private LiveHeap() {}
}
