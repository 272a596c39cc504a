package dev.larkspur.application.memory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Memories for tests, unbounded; whatever is read ahead is read by who asks. */
public final class Memories {
  public static <K, V> Memory<K, V> memory(Function<K, Optional<V>> store, Hearing hearing) {
    return new Memory<>(
        new ConcurrentHashMap<>(), store, hearing, Duration.ofMinutes(1), Runnable::run);
  }

  /** Never counts, since nothing is heard: every question goes to the store. */
  public static <K, V> Memory<K, V> deaf(Function<K, Optional<V>> store) {
    return memory(store, new Hearing());
  }

  private Memories() {}
}
