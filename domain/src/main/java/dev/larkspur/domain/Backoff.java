package dev.larkspur.domain;

import java.time.Duration;

/** Waits that double with each failure in a row, up to the longest. */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20; // of a second: two weeks, and no overflow

  /**
   * @param earlier failures in a row before the last one, from 0
   */
  public Duration after(int earlier) {
    var doubled = first.multipliedBy(1L << Math.min(earlier, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  /**
   * @param atLeast what the other side wants; it may be longer than the longest
   */
  public Duration after(int earlier, Duration atLeast) {
    var wait = after(earlier);
    return wait.compareTo(atLeast) > 0 ? wait : atLeast;
  }
}
