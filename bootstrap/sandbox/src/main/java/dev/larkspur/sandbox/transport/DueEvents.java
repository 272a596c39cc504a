package dev.larkspur.sandbox.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.larkspur.sandbox.world.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Events that will be delivered again, in the order in which they are due on the sandbox's clock.
 */
final class DueEvents {
  /**
   * One event to deliver again.
   *
   * @param attempts how often it was delivered before
   */
  record Due(JsonNode event, int attempts, Instant at) {}

  private final SandboxClock clock;
  private final Queue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));

  DueEvents(SandboxClock clock) {
    this.clock = clock;
    clock.watch(this::wake);
  }

  synchronized void add(JsonNode event, int attempts, Duration in) {
    queue.add(new Due(event, attempts, clock.instant().plus(in)));
    notifyAll();
  }

  /** Waits until one is due, because time has passed or was skipped. */
  synchronized Due take() throws InterruptedException {
    while (true) {
      var next = queue.peek();
      if (next == null) {
        wait();
        continue;
      }
      var left = Duration.between(clock.instant(), next.at()).toMillis();
      if (left <= 0) {
        return queue.remove();
      }
      wait(left);
    }
  }

  synchronized int size() {
    return queue.size();
  }

  private synchronized void wake() {
    notifyAll();
  }
}
