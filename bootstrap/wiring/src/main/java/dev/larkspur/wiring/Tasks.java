package dev.larkspur.wiring;

import dev.larkspur.application.token.port.TokenRefresh;
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

  /** What is stored of a call. */
  private static final Duration BESIDE_THE_CALL = Duration.ofSeconds(5);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Duration grace;

  Tasks(TokenRefresh platform) {
    grace = platform.longest().plus(BESIDE_THE_CALL);
  }

  /**
   * @throws RejectedExecutionException when the application is being stopped
   */
  @Override
  public void execute(Runnable task) {
    threads.execute(() -> run(task));
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RejectedExecutionException e) {
      LOG.debug("A background task is stopped: another instance will go on");
    } catch (RuntimeException e) {
      // its lease lapses and a later round does it again
      LOG.error("A background task failed and will be tried again", e);
    }
  }

  /**
   * Takes nothing more on, and returns when all is done: a call to the platform that is under way
   * may bring a pair that exists nowhere else. At the latest after as long as one takes.
   */
  void stop() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Background tasks are still running; others will do again what they leave undone");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
