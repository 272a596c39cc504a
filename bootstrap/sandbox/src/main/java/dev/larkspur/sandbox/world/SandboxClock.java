package dev.larkspur.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** The platform's time: the real one plus what tests have skipped. */
public final class SandboxClock implements InstantSource {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(ahead.get());
  }

  /** Skips {@code by}: whatever would have ended in that time has ended. */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time only goes forward, not by " + by);
    }
    ahead.updateAndGet(before -> before.plus(by));
    watchers.forEach(Runnable::run);
  }

  /** Tells {@code watcher} whenever time was skipped. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** How far this clock is ahead of the real one. */
  public Duration ahead() {
    return ahead.get();
  }
}
