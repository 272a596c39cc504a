package dev.larkspur.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asks instances for one person's token, again and again, from before a change of it until after.
 *
 * @param change what is waited for: that the old token is served by none of them
 * @param instances all of which are asked
 * @param pause between two lookups at one instance
 * @param patient whether the next lookup at an instance waits for the answer to the one before;
 *     otherwise one that does not come keeps nobody from asking
 * @param after how long it goes on after the change, even at an instance that has refused
 * @param atMost how long it goes on at an instance that has not
 */
record Vigil(
    Change change,
    Instances instances,
    String openId,
    Duration pause,
    boolean patient,
    Duration after,
    Duration atMost) {

  /** A lookup that was answered with the old token. */
  record Served(int instance, Instant asked, Instant answered) {}

  /**
   * What was seen.
   *
   * @param done when the change was answered
   */
  record Seen(List<Served> served, Instant done) {}

  /**
   * Asks until the change is made and all have refused, or the time is over.
   *
   * @param maker which of {@code makers} makes it
   */
  Seen during(Instances makers, int maker) throws Exception {
    var asking = new Asking();
    var thread = Thread.ofVirtual().start(asking);
    var done = Instant.MAX;
    try {
      Thread.sleep(pause.multipliedBy(3));
      makers.make(change, openId, maker);
    } finally {
      done = Instant.now();
      asking.done = done;
      thread.join();
    }
    CompletableFuture.allOf(asking.answers.toArray(CompletableFuture[]::new)).join();
    return new Seen(List.copyOf(asking.served), done);
  }

  private final class Asking implements Runnable {
    final ConcurrentLinkedQueue<Served> served = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<CompletableFuture<?>> answers = new ConcurrentLinkedQueue<>();
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private final Set<Integer> asked = ConcurrentHashMap.newKeySet();
    volatile @Nullable Instant done;

    @Override
    public void run() {
      try {
        while (!isOver()) {
          IntStream.range(0, instances.count()).filter(this::isWorthAsking).forEach(this::ask);
          Thread.sleep(pause);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean isOver() {
      return isDoneFor(atMost)
          || (isDoneFor(after)
              && IntStream.range(0, instances.count()).noneMatch(this::isWorthAsking));
    }

    private boolean isDoneFor(Duration time) {
      var at = done;
      return at != null && !Instant.now().isBefore(at.plus(time));
    }

    private boolean isWorthAsking(int instance) {
      return !refused.contains(instance) || !isDoneFor(after);
    }

    private void ask(int instance) {
      if (!asked.add(instance) && patient) {
        return;
      }
      var at = Instant.now();
      answers.add(
          instances
              .lookUp(change, openId, instance)
              .handle(
                  (status, _) -> {
                    if (status != null) { // else: not in time, or not at all
                      answered(instance, status, at);
                    }
                    asked.remove(instance);
                    return null;
                  }));
    }

    private void answered(int instance, int status, Instant at) {
      if (status == change.old()) {
        served.add(new Served(instance, at, Instant.now()));
      } else if (status == change.over()) {
        refused.add(instance);
      }
    }
  }
}
