package dev.larkspur.sandbox.oauth;

import java.util.Collections;
import java.util.TreeMap;

/** How often things were seen: how many never, how many once, and so on. Not thread-safe. */
final class Tally {
  private final TreeMap<Integer, Long> things = new TreeMap<>();
  private long total;

  /** One more thing, not seen yet. */
  void add() {
    things.merge(0, 1L, Long::sum);
  }

  /** Something that was seen so often {@code before} is seen once more. */
  void seeAgain(int before) {
    things.computeIfPresent(before, (_, count) -> count == 1 ? null : count - 1);
    things.merge(before + 1, 1L, Long::sum);
    total++;
  }

  Counters.Seen seen() {
    return new Counters.Seen(
        total,
        things.isEmpty() ? 0 : things.lastKey(),
        Collections.unmodifiableSortedMap(new TreeMap<>(things)));
  }
}
