package dev.larkspur.benchmarks.chaos;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens, by name, and keeps what must not happen. */
final class Tally {
  private static final int MOST_KEPT = 50;

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();

  void count(String what) {
    counts.computeIfAbsent(what, _ -> new LongAdder()).increment();
  }

  long of(String what) {
    var count = counts.get(what);
    return count == null ? 0 : count.sum();
  }

  /** All whose name begins so, by the rest of it. */
  Map<String, Long> all(String prefix) {
    var all = new TreeMap<String, Long>();
    counts.forEach(
        (name, count) -> {
          if (name.startsWith(prefix)) {
            all.put(name.substring(prefix.length()), count.sum());
          }
        });
    return all;
  }

  long sum(String prefix) {
    return all(prefix).values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * @param what without secrets
   */
  void wrong(String what) {
    count("wrong answers");
    if (wrong.size() < MOST_KEPT) {
      wrong.add(what);
    }
  }

  List<String> wrongs() {
    return List.copyOf(wrong);
  }
}
