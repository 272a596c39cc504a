package dev.larkspur.benchmarks;

import org.HdrHistogram.Histogram;

/** The latencies of several rounds, as if they were one. */
final class Pooled {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int DIGITS = 3;

  private final Histogram nanos = new Histogram(DIGITS);

  void add(Load.Outcome outcome) {
    nanos.add(outcome.latencies());
  }

  double millis(double percentile) {
    return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }
}
