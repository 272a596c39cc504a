package dev.larkspur.wiring;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes rounds: one each period, one at once when it is rung for, and the next at once while a
 * round says that there is more. Failure is told of when it begins and when it has ceased.
 */
final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final String name;
  private final Duration period;
  private final BooleanSupplier round;
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopped;
  private boolean failing; // only the worker's own thread knows

  /**
   * @param round returns whether there may be more to do at once
   */
  Worker(String name, Duration period, BooleanSupplier round) {
    this.name = name;
    this.period = period;
    this.round = round;
    this.thread = Thread.ofVirtual().name("larkspur-" + name).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  void ring() {
    bell.release();
  }

  private void work() {
    try {
      while (!stopped) {
        if (!makeRound() && bell.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS)) {
          bell.drainPermits(); // many rings, one round
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed, and the thread ends
    }
  }

  private boolean makeRound() {
    try {
      boolean more = round.getAsBoolean();
      if (failing) {
        LOG.info("Worker {} is well again", name);
        failing = false;
      }
      return more;
    } catch (RejectedExecutionException e) {
      LOG.debug("Worker {} is stopped in a round: another instance will go on", name);
      return false;
    } catch (RuntimeException | Error e) { // the thread has to live on
      if (!failing) {
        LOG.error("Worker {} fails; it goes on trying", name, e);
        failing = true;
      }
      return false;
    }
  }

  /** Returns when the running round is over, or after three seconds. */
  @Override
  public void close() {
    stopped = true;
    ring();
    try {
      if (thread.isAlive() && !thread.join(GRACE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
