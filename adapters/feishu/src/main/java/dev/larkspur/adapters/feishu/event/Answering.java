package dev.larkspur.adapters.feishu.event;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The answers under way on one connection, each on a thread of its own. */
final class Answering {
  private final ExecutorService each = Executors.newVirtualThreadPerTaskExecutor();
  private int underWay;

  void start(Runnable answer) {
    synchronized (this) {
      underWay++;
    }
    each.execute(
        () -> {
          try {
            answer.run();
          } finally {
            ended();
          }
        });
  }

  private synchronized void ended() {
    underWay--;
    notifyAll();
  }

  synchronized int underWay() {
    return underWay;
  }

  /** Returns when there is none, or when the time is over. New ones may begin meanwhile. */
  synchronized void awaitNone(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos(); underWay > 0 && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
