package dev.larkspur.adapters.feishu.fuzz;

import java.lang.management.ManagementFactory;

/** What is on the heap and reachable. */
public final class LiveHeap {
  private static final int COLLECTIONS = 3; // what a finished thread held goes with the second

  public static long bytes() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private LiveHeap() {}
}
