package dev.larkspur.benchmarks;

import java.util.Map;

/**
 * How much is done; with {@code quick} only so much that one sees that it works.
 *
 * @param wishes numbers of a benchmark's own that were asked for, by their names
 */
record Effort(boolean quick, Map<String, Integer> wishes) {
  private static final int LESS = 10;

  int of(int full) {
    return quick ? Math.max(1, full / LESS) : full;
  }

  /** What was wished for; without a wish, as much as there is of {@code full}. */
  int of(String option, int full) {
    return wish(option, of(full));
  }

  /** What was wished for, however quick. */
  int wish(String option, int usual) {
    return wishes.getOrDefault(option, usual);
  }
}
