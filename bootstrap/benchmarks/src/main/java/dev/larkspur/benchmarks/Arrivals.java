package dev.larkspur.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * Things that come at fixed times, whatever became of the earlier ones. A slow answer delays nobody
 * behind it, and each knows when it was due: nothing is left out of the measurement because the one
 * who measures had to wait (coordinated omission).
 *
 * @param gap between two of them
 */
record Arrivals(Duration gap) {
  /** Something that arrives. */
  interface Arrival {
    /**
     * @param due on the clock of {@link System#nanoTime()}
     */
    void arrive(int number, long due) throws Exception;
  }

  static Arrivals perSecond(int rate) {
    return new Arrivals(Duration.ofSeconds(1).dividedBy(rate));
  }

  /** Returns when all are done; fails if one did. */
  void run(int count, Arrival arrival) throws InterruptedException, ExecutionException {
    runWhile(number -> number < count, arrival);
  }

  /** As many as are wanted. */
  void runWhile(IntPredicate wanted, Arrival arrival)
      throws InterruptedException, ExecutionException {
    var all = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      for (int i = 0; wanted.test(i); i++) {
        int number = i;
        long due = begun + gap.toNanos() * i;
        parkUntil(due);
        all.add(
            threads.submit(
                () -> {
                  arrival.arrive(number, due);
                  return null;
                }));
      }
    }
    for (var one : all) {
      one.get();
    }
  }

  private static void parkUntil(long due) throws InterruptedException {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
