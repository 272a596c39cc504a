package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import dev.larkspur.sandbox.world.SamplePerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Rotates people's tokens and then revokes them, at each of some instances in turn, while all
 * answer lookups of others.
 *
 * @param others whose tokens stay
 */
record LoadedRevokes(Instances instances, Commits commits, List<SamplePerson> others) {
  private static final List<Change> CHANGES = List.of(Change.ROTATE, Change.REVOKE);
  private static final int PER_SECOND = 10;

  /** At each instance. */
  static final double LOOKUPS_PER_SECOND = 500;

  private static final Duration COMPILED = Duration.ofSeconds(8);
  private static final Duration WITHOUT_CHANGES = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration GIVEN_UP = Duration.ofSeconds(10);

  /**
   * @param warmUp how many of {@code people} come first and do not count
   * @return the rows, and how many lookups of others failed
   */
  Findings run(String where, List<SamplePerson> people, int warmUp) throws Exception {
    Progress.say("warming up");
    for (int i = 0; i < instances.count(); i++) { // compilers of all at once would fill the machine
      Load.of(instances, i, others).most(COMPILED);
      Load.of(instances, i, others, "?min_ttl=1").most(COMPILED); // as what has a tag is answered
    }
    under(Change.REVOKE, List.of(), WITHOUT_CHANGES, new Staleness("nothing"));
    for (var change : CHANGES) {
      under(change, people.subList(0, warmUp), Duration.ZERO, new Staleness("warming up"));
    }
    var rows = new ArrayList<Row>();
    long failures = 0;
    for (var change : CHANGES) {
      var those = people.subList(warmUp, people.size());
      Progress.say(change.plural() + ": " + those.size() + ", " + PER_SECOND + " a second");
      var staleness = new Staleness(change.plural() + " " + where);
      var load = under(change, those, Duration.ZERO, staleness);
      long failed = load.stream().mapToLong(Load.Outcome::failed).sum();
      rows.add(staleness.row());
      rows.add(meanwhile(load, failed));
      failures += failed + staleness.failures();
    }
    return new Findings(Map.of(), rows, failures);
  }

  private List<Load.Outcome> under(
      Change change, List<SamplePerson> people, Duration more, Staleness staleness)
      throws Exception {
    try (var threads = Executors.newFixedThreadPool(instances.count())) {
      var time = Duration.ofSeconds(people.size() / PER_SECOND).plus(more);
      var load = new ArrayList<Future<Load.Outcome>>();
      for (int i = 0; i < instances.count(); i++) {
        var one = Load.of(instances, i, others);
        load.add(threads.submit(() -> one.at(LOOKUPS_PER_SECOND, time)));
      }
      Arrivals.perSecond(PER_SECOND)
          .run(people.size(), (n, _) -> make(change, people.get(n).openId(), n, staleness));
      var outcomes = new ArrayList<Load.Outcome>();
      for (var one : load) {
        outcomes.add(one.get());
      }
      return outcomes;
    }
  }

  private void make(Change change, String openId, int number, Staleness staleness)
      throws Exception {
    instances.remember(openId);
    var vigil = new Vigil(change, instances, openId, PAUSE, true, Duration.ZERO, GIVEN_UP);
    var seen = vigil.during(instances, number % instances.count());
    staleness.add(instances.count(), seen, commits.ofLastChange(openId));
  }

  /** How long any answer takes, whatever it is. */
  private static Row meanwhile(List<Load.Outcome> load, long failed) {
    var nanos = new Histogram(3);
    load.forEach(one -> nanos.add(one.latencies()));
    var figures = new LinkedHashMap<String, Number>();
    figures.put("n", nanos.getTotalCount());
    figures.put("served once more", Double.NaN);
    figures.put("past the bound", Double.NaN);
    figures.put("answered after 1 s", Double.NaN);
    figures.put("failed", failed);
    figures.put("p50 ms", nanos.getValueAtPercentile(50) / 1e6);
    figures.put("p99 ms", nanos.getValueAtPercentile(99) / 1e6);
    figures.put("max ms", nanos.getMaxValue() / 1e6);
    return new Row("… lookups of others meanwhile", figures);
  }
}
