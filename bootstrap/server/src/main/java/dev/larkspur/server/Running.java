package dev.larkspur.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** What a signal has to close: from the first thing that is started until the process ends. */
final class Running {
  private final AtomicReference<AutoCloseable> what = new AtomicReference<>(() -> {});

  Running() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "larkspur-stop"));
  }

  /** From now on {@code next} is closed, which closes what came before it. */
  <T extends AutoCloseable> T now(T next) {
    what.set(next);
    return next;
  }

  /** Returns never: the process ends by a signal. */
  void untilStopped() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void close() {
    try {
      what.get().close();
    } catch (Exception e) {
      System.err.println("Larkspur did not stop cleanly: " + e.getMessage());
    }
  }
}
