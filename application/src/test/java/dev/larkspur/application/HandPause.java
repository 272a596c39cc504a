package dev.larkspur.application;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Moves a clock instead of waiting; what is put into {@link #meanwhile} happens in a sleep each.
 */
public final class HandPause implements Pause {
  public final Deque<Runnable> meanwhile = new ArrayDeque<>();
  public final List<Duration> slept = new ArrayList<>();

  private final MutableClock clock;

  public HandPause(MutableClock clock) {
    this.clock = clock;
  }

  @Override
  public void sleep(Duration time) {
    slept.add(time);
    clock.advance(time);
    var happens = meanwhile.poll();
    if (happens != null) {
      happens.run();
    }
  }

  @Override
  public boolean isDoneWithin(Future<?> work, Duration time) {
    return work.isDone();
  }
}
