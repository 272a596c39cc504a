package dev.larkspur.proof.simulation;

import dev.larkspur.proof.simulation.Simulation.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Many seeds, on all processors, until one violates something. */
final class Campaign {
  private final long from;
  private final long seeds;
  private final Protocol protocol;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private @Nullable Violation first;

  Campaign(long from, long seeds, Protocol protocol) {
    this.from = from;
    this.seeds = seeds;
    this.protocol = protocol;
  }

  /**
   * The violation of the lowest seed that was seen to violate something; null: none.
   *
   * @param progress told now and then how many seeds are done
   */
  @Nullable Violation run(LongConsumer progress) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = Runtime.getRuntime().availableProcessors(); i > 0; i--) {
      threads.add(Thread.ofPlatform().name("seeds-" + i).start(this::work));
    }
    for (var thread : threads) {
      while (!thread.join(Duration.ofSeconds(5))) {
        progress.accept(done.get());
      }
    }
    return first();
  }

  private void work() {
    for (long n = next.getAndIncrement(); n < seeds; n = next.getAndIncrement()) {
      var violation = new Simulation(from + n, protocol).run();
      done.incrementAndGet();
      if (violation != null) {
        found(violation);
      }
    }
  }

  private synchronized void found(Violation violation) {
    next.set(seeds);
    if (first == null || violation.seed() < first.seed()) {
      first = violation;
    }
  }

  private synchronized @Nullable Violation first() {
    return first;
  }
}
