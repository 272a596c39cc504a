package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** How long something took, many times. */
final class Latencies {
  private static final double MICROS_PER_MILLI = 1000;
  private static final double MILLIS_PER_SECOND = 1000;
  private static final int DIGITS = 3;

  private final String measurement;
  private final ConcurrentHistogram micros = new ConcurrentHistogram(DIGITS);
  private final AtomicInteger failures = new AtomicInteger();

  Latencies(String measurement) {
    this.measurement = measurement;
  }

  /**
   * @param well whether it came out as it should; if not, the time counts all the same
   */
  void record(Duration took, boolean well) {
    micros.recordValue(Math.max(0, took.toNanos() / 1000));
    if (!well) {
      failures.incrementAndGet();
    }
  }

  long count() {
    return micros.getTotalCount();
  }

  double millis(double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
  }

  /**
   * @param bare what the median is a multiple of
   */
  Row comparedWith(Latencies bare) {
    return row(millis(50) / bare.millis(50));
  }

  /** Not to be compared. */
  Row alone() {
    return row(Double.NaN);
  }

  int failures() {
    return failures.get();
  }

  /** With how often it was done in that time. */
  Row during(Duration time) {
    return during(measurement, time, micros.getTotalCount(), failures(), this);
  }

  /** A row that stands with those of {@link #during(Duration)} but has no latencies. */
  static Row work(String measurement, Duration time, long done, long failed) {
    return during(measurement, time, done, failed, null);
  }

  private static Row during(
      String measurement, Duration time, long done, long failed, @Nullable Latencies latencies) {
    double seconds = time.toMillis() / MILLIS_PER_SECOND;
    var figures = new LinkedHashMap<String, Number>();
    figures.put("n", done);
    figures.put("failed", failed);
    figures.put("s", seconds);
    figures.put("n ÷ s", done / seconds);
    figures.put("p50 ms", latencies == null ? Double.NaN : latencies.millis(50));
    figures.put("p99 ms", latencies == null ? Double.NaN : latencies.millis(99));
    figures.put("max ms", latencies == null ? Double.NaN : latencies.millis(100));
    return new Row(measurement, figures);
  }

  private Row row(double ratio) {
    var figures = new LinkedHashMap<String, Number>();
    figures.put("n", micros.getTotalCount());
    figures.put("failed", failures.get());
    figures.put("p50 ms", millis(50));
    figures.put("p90 ms", millis(90));
    figures.put("p99 ms", millis(99));
    figures.put("max ms", micros.getMaxValue() / MICROS_PER_MILLI);
    figures.put("p50 ÷ bare", ratio);
    return new Row(measurement, figures);
  }
}
