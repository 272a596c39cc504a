package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Drain.Moment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a drain came to.
 *
 * @param measured without the warm-up
 * @param refused answers above the platform's limit
 * @param presented how often one refresh token was, at the most
 * @param late grants whose token was over before the next was there
 * @param waits of lookups that needed a refresh
 * @param heaps MiB alive at begin, middle and end
 */
record Drained(
    DrainPlan plan,
    Moment measured,
    long refused,
    int presented,
    long late,
    Latencies waits,
    List<Double> heaps) {
  private static final double LEAST_SHARE = 95;
  private static final double LONGEST_WAIT_MILLIS = 1000;
  private static final double MOST_HEAP_GROWTH = 1.1;
  private static final double HEAP_NOISE_MIB = 5;

  private double perSecond() {
    return measured.refreshes() / (measured.at() / 1e9);
  }

  private double share() {
    return 100 * perSecond() / plan.allowedPerSecond();
  }

  private double each(double all) {
    return all / measured.refreshes();
  }

  /** By name and unit. */
  Map<String, Number> figures() {
    var all = new LinkedHashMap<String, Number>();
    all.put("refreshes measured", measured.refreshes());
    all.put("refreshes a second", perSecond());
    all.put("share of the allowed rate, %; at least 95", share());
    all.put("answers above the limit; 0", refused);
    all.put("tokens over before the next was there; 0", late);
    all.put("presentations of one refresh token, at most; 1", presented);
    all.put("lookups that needed a refresh", waits.count());
    all.put("of these failed; 0", waits.failures());
    all.put("their wait, p50 ms", waits.millis(50));
    all.put("their wait, p99 ms; at most 1,000", waits.millis(99));
    all.put("live heap at the beginning, MiB", heaps.getFirst());
    all.put("live heap in the middle, MiB", heaps.get(1));
    all.put("live heap at the end, MiB; flat", heaps.getLast());
    all.put("processor of Larkspur, ms a refresh", each(measured.larkspur() * 1000));
    all.put("processor of PostgreSQL, ms a refresh", each(measured.database() * 1000));
    all.put("statements a refresh", each((double) measured.work().statements()));
    all.put("transactions a refresh", each((double) measured.work().transactions()));
    all.put("PostgreSQL's log, KiB a refresh", each(measured.work().walBytes() / 1024.0));
    return all;
  }

  /** What should have held and did not. */
  List<String> broken() {
    var all = new ArrayList<String>();
    check(all, share() >= LEAST_SHARE, "%.1f %% of the allowed rate".formatted(share()));
    check(all, refused == 0, refused + " answers above the limit");
    check(all, late == 0, late + " tokens were over before the next was there");
    check(all, presented <= 1, "a refresh token was presented " + presented + " times");
    check(all, waits.failures() == 0, waits.failures() + " lookups failed");
    check(all, waits.millis(99) <= LONGEST_WAIT_MILLIS, "lookups waited for long");
    double grown = heaps.getLast() - HEAP_NOISE_MIB;
    check(all, grown <= heaps.getFirst() * MOST_HEAP_GROWTH, "the heap grows: " + heaps);
    return all;
  }

  private void check(List<String> broken, boolean holds, String otherwise) {
    if (!holds) {
      broken.add(plan.name() + ": " + otherwise);
    }
  }
}
