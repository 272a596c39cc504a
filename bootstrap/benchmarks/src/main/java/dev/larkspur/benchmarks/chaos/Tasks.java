package dev.larkspur.benchmarks.chaos;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What goes on beside the rest. The first failure is kept until somebody asks. */
final class Tasks implements AutoCloseable {
  /** Something to do. */
  interface Task {
    void run() throws Exception;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  void run(Task task) {
    threads.execute(
        () -> {
          try {
            task.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
          }
        });
  }

  void failIfOneFailed() {
    var first = failure.get();
    if (first != null) {
      throw new IllegalStateException("the harness itself failed", first);
    }
  }

  /** Waits until all are done. */
  void finish(Duration patience) throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("tasks are still running after " + patience);
    }
    failIfOneFailed();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
