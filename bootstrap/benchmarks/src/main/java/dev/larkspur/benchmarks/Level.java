package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** One of the places where a lookup's answer is found, and what that costs. */
final class Level {
  static final int PER_SECOND = 1_000;
  static final Duration TIME = Duration.ofSeconds(3);

  private static final int CONNECTIONS = 16;
  private static final double AS_MEANT = 0.05;

  private final Plan plan;
  private final World world;
  private final List<Load.Outcome> most = new ArrayList<>();
  private final List<Load.Outcome> steady = new ArrayList<>();
  private int next;
  private long reads;
  private double allocated;

  /**
   * What is asked.
   *
   * @param people they come one after the other, and then the first again
   * @param known whether all of them are remembered before it is measured
   * @param atOnce requests of a round, as fast as they are answered
   * @param reads how often a grant is read for each
   */
  record Plan(
      String name, ServerProcess server, int people, boolean known, int atOnce, int reads) {}

  Level(Plan plan, World world) {
    this.plan = plan;
    this.world = world;
  }

  /** A round: as fast as it goes, and then at a steady rate. */
  void measure(boolean counts) throws IOException, SQLException, InterruptedException {
    if (plan.known) {
      remember();
    }
    long before = DatabaseWork.grantReads(world.sql());
    var fast = load().each(plan.atOnce);
    next += plan.atOnce;
    var slow = load().at(PER_SECOND, TIME);
    next += PER_SECOND * (int) TIME.toSeconds();
    if (counts) {
      most.add(fast);
      steady.add(slow);
      reads += DatabaseWork.grantReads(world.sql()) - before;
    }
  }

  /** Anew, so that none of them is forgotten on the way. */
  private void remember() throws IOException, SQLException, InterruptedException {
    new StoredGrants(world, world.sql()).announce(IntStream.range(0, plan.people));
    load().each(plan.people);
  }

  void measureAllocation() throws IOException, SQLException, InterruptedException {
    try (var allocation = Allocation.of(plan.server)) {
      if (plan.known) {
        load().each(plan.people);
      }
      allocated = allocation.each(() -> load().each(plan.atOnce));
      next += plan.atOnce;
    }
  }

  private Load load() {
    int first = next;
    return new Load(
        plan.server.url(),
        world.adminKey(),
        CONNECTIONS,
        n -> world.tokenPath(StoredGrants.openId((first + n) % plan.people)));
  }

  /** Requests that failed; and one if others than should have asked the database. */
  long failures() {
    long failed = sum(Load.Outcome::failed);
    if (Math.abs(readsEach() - plan.reads) > AS_MEANT) {
      Progress.say("%s: %.3f grants read a lookup".formatted(plan.name, readsEach()));
      failed++;
    }
    return failed;
  }

  Row comparedWith(Level bare) {
    var figures = new LinkedHashMap<String, Number>();
    figures.put("requests ÷ s", perSecond());
    figures.put("÷ bare", perSecond() / bare.perSecond());
    figures.put("p50 ms at 1,000 ÷ s", millis(50));
    figures.put("p99 ms", millis(99));
    figures.put("p50 ÷ bare", millis(50) / bare.millis(50));
    figures.put("p99 ÷ bare", millis(99) / bare.millis(99));
    figures.put("bytes allocated", Math.round(allocated));
    figures.put("grants read", readsEach());
    return new Row(plan.name, figures);
  }

  private double readsEach() {
    return (double) reads / sum(Load.Outcome::answered);
  }

  private double perSecond() {
    return Load.median(most, Load.Outcome::perSecond);
  }

  private double millis(double percentile) {
    return Load.median(steady, o -> o.latencies().getValueAtPercentile(percentile) / 1e6);
  }

  private long sum(ToLongFunction<Load.Outcome> figure) {
    return most.stream().mapToLong(figure).sum() + steady.stream().mapToLong(figure).sum();
  }
}
