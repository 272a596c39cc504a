package dev.larkspur.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** At most so many in any stretch of time of this length. */
public final class RateWindow {
  /** Too many: how many are allowed, and when there is room for one more. */
  public record Exceeded(int limit, Duration pause) {
    /** Whole seconds, at least one, as the platform's header says it. */
    public long resetSeconds() {
      return Math.max(1, pause.plusNanos(999_999_999).toSeconds());
    }
  }

  private final InstantSource clock;
  private final Duration span;
  private final Instant[] latest;
  private int oldest;

  public RateWindow(InstantSource clock, int limit, Duration span) {
    this.clock = clock;
    this.span = span;
    this.latest = new Instant[limit];
    Arrays.fill(latest, Instant.MIN);
  }

  int limit() {
    return latest.length;
  }

  /** Counts one more, unless that would be too many. */
  public synchronized Optional<Exceeded> admit() {
    var full = exceeded();
    if (full.isEmpty()) {
      count();
    }
    return full;
  }

  synchronized Optional<Exceeded> exceeded() {
    var now = clock.instant();
    // The ring holds as many as are allowed, so its oldest entry alone decides.
    var first = latest[oldest];
    return first.isAfter(now.minus(span))
        ? Optional.of(new Exceeded(latest.length, Duration.between(now, first.plus(span))))
        : Optional.empty();
  }

  synchronized void count() {
    latest[oldest] = clock.instant();
    oldest = (oldest + 1) % latest.length;
  }
}
