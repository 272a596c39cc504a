package dev.larkspur.sandbox;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread brings about. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

  public static void until(String what, BooleanSupplier holds) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("after " + PATIENCE + " still not: " + what);
      }
      pause();
    }
  }

  /** Until the next look. */
  public static void pause() {
    LockSupport.parkNanos(LOOK_AGAIN.toNanos());
  }

  private Await() {}
}
