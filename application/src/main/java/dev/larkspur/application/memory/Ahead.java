package dev.larkspur.application.memory;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Reads what is remembered again while nobody waits for it: few at once, and with a rest after
 * each. Callers who come back from a break would else have all of theirs read at that moment, and
 * wait for the processors.
 */
final class Ahead {
  private static final int AT_ONCE = 4;

  private final Hearing hearing;
  private final Executor aside;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final AtomicLong next; // as Hearing.now

  Ahead(Hearing hearing, Executor aside) {
    this.hearing = hearing;
    this.aside = aside;
    this.next = new AtomicLong(hearing.now());
  }

  /**
   * Does nothing if it is too soon after another; somebody will ask again.
   *
   * @param rest in ns, after which the next may be read
   * @param take whether it is still to be read
   * @param reading may fail: whoever asks when memory no longer knows will be told why
   */
  void offer(long rest, BooleanSupplier take, Runnable reading) {
    long now = hearing.now();
    long from = next.get();
    if (now - from < 0 || !places.tryAcquire()) {
      return;
    }
    if (next.compareAndSet(from, now + rest) && take.getAsBoolean()) {
      aside.execute(() -> read(reading));
    } else {
      places.release();
    }
  }

  private void read(Runnable reading) {
    try {
      reading.run();
    } catch (RuntimeException e) {
      // nobody waits for it
    } finally {
      places.release();
    }
  }
}
