package dev.larkspur.benchmarks;

/** How much is done; with {@code quick} only so much that one sees that it works. */
record Effort(boolean quick) {
  private static final int LESS = 10;

  int of(int full) {
    return quick ? Math.max(1, full / LESS) : full;
  }
}
