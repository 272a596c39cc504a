package dev.larkspur.adapters.feishu.doctor;

import dev.larkspur.application.token.port.PlatformUnavailable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** An answer that several checks need: whoever is first asks, the others wait for it. */
final class Once<T> implements Supplier<T> {
  private final FutureTask<T> asking;

  Once(Callable<T> question) {
    asking = new FutureTask<>(question);
  }

  /**
   * @throws PlatformUnavailable if no answer came, to everybody who needs it
   */
  @Override
  public T get() {
    asking.run(); // returns at once if somebody did
    try {
      return asking.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a question to the platform failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlatformUnavailable("interrupted", Duration.ZERO);
    }
  }
}
