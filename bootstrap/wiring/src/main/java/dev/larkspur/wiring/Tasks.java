package dev.larkspur.wiring;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the calls of a round side by side, each on a virtual thread. When the application stops,
 * what is running may finish; what it would have done next is done by another instance or after the
 * restart, since every round starts from the store.
 */
@Singleton
final class Tasks implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

  /** A call to the platform and what is stored of it. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public void execute(Runnable task) {
    try {
      threads.execute(() -> run(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("A background task came while stopping: another instance will do it");
    }
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      // its lease lapses and a later round does it again
      LOG.error("A background task failed and will be tried again", e);
    }
  }

  /** Takes nothing more on, and returns when all is done, or after fifteen seconds. */
  void stop() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Background tasks are still running; others will do again what they leave undone");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
