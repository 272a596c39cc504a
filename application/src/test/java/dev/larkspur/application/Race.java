package dev.larkspur.application;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many threads doing the same at once. */
public final class Race {
  /** What each of {@code runners} threads got. */
  public static <T> List<T> of(int runners, Callable<T> what) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(Collections.nCopies(runners, what)).stream()
          .map(Future::resultNow)
          .toList();
    }
  }

  private Race() {}
}
