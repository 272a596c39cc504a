package dev.larkspur.benchmarks;

import dev.larkspur.application.memory.Hearing;
import dev.larkspur.benchmarks.Findings.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** For how long tokens were served that had been revoked, at each of several instances. */
final class Staleness {
  /** So old may be what an instance serves. */
  static final Duration AGE = Hearing.MOST;

  /** With the way to who asked. */
  private static final Duration IN_ALL = Duration.ofSeconds(1);

  private final String measurement;
  private final Latencies latencies;
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();

  Staleness(String measurement) {
    this.measurement = measurement;
    this.latencies = new Latencies(measurement);
  }

  /**
   * @param committed by the database, which takes the time before it waits for the disk: until it
   *     has, nobody can see the change
   */
  void add(int instances, Vigil.Seen seen, Instant committed) {
    for (int i = 0; i < instances; i++) {
      int instance = i;
      var its = seen.served().stream().filter(s -> s.instance() == instance).toList();
      var asked = last(its.stream().map(Vigil.Served::asked), seen.done());
      var answered = last(its.stream().map(Vigil.Served::answered), committed);
      latencies.record(answered, asked.compareTo(AGE) < 0);
      if (answered.isPositive()) {
        this.served.incrementAndGet();
      }
      if (answered.compareTo(IN_ALL) >= 0) {
        late.incrementAndGet();
      }
    }
  }

  private static Duration last(Stream<Instant> times, Instant committed) {
    return times
        .map(time -> Duration.between(committed, time))
        .filter(Duration::isPositive)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  long failures() {
    return latencies.failures();
  }

  Row row() {
    var figures = new LinkedHashMap<String, Number>();
    figures.put("n", latencies.count());
    figures.put("served once more", served.get());
    figures.put("past the bound", latencies.failures());
    figures.put("answered after 1 s", late.get());
    figures.put("failed", Double.NaN);
    figures.put("p50 ms", latencies.millis(50));
    figures.put("p99 ms", latencies.millis(99));
    figures.put("max ms", latencies.millis(100));
    return new Row(measurement, figures);
  }
}
