package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import dev.larkspur.sandbox.world.SamplePerson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Revokes at an instance that keeps its lines, while four others, which remember the tokens, lose
 * theirs, and get them back.
 */
final class CutRevokes {
  private static final int WATCHED = 4;
  private static final int EACH = 20; // in each round
  private static final int PER_SECOND = 10;
  private static final double LOOKUPS_PER_SECOND = 200; // at each of the watched, of others
  private static final Duration SETTLED = Duration.ofSeconds(3);
  private static final Duration BEFORE = Duration.ofMillis(800);
  private static final Duration CUT = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration AFTER = Duration.ofMillis(1500);

  private final CutLines lines;
  private final Instances all; // the last of them revokes
  private final Instances watched;
  private final Commits commits;
  private final List<SamplePerson> others;
  private final Iterator<SamplePerson> people;

  private CutRevokes(
      CutLines lines,
      Instances all,
      Commits commits,
      List<SamplePerson> others,
      Iterator<SamplePerson> people) {
    this.lines = lines;
    this.all = all;
    this.watched = all.before(WATCHED);
    this.commits = commits;
    this.others = others;
    this.people = people;
  }

  /** How many people it takes. */
  static int people(int rounds) {
    return Cut.ALL.size() * rounds * EACH;
  }

  static CutRevokes among(
      Stage stage,
      World world,
      Redis redis,
      Commits commits,
      List<SamplePerson> others,
      Iterator<SamplePerson> people)
      throws Exception {
    var lines = CutLines.of(stage, world, redis, WATCHED + 1);
    var settings = new ArrayList<Map<String, String>>();
    for (int i = 0; i <= WATCHED; i++) {
      settings.add(lines.settings(world, i));
    }
    var all = Instances.start(stage, world, settings);
    return new CutRevokes(lines, all, commits, others, people);
  }

  Findings run(int rounds) throws Exception {
    var rows = new ArrayList<Row>();
    long failures = 0;
    for (var cut : Cut.ALL) {
      Progress.say(cut.what());
      var staleness = new Staleness(cut.what());
      for (int round = 0; round < rounds; round++) {
        round(cut, staleness);
      }
      failures += staleness.failures();
      rows.add(staleness.row());
    }
    return new Findings(Map.of(), List.copyOf(rows), failures);
  }

  private void round(Cut cut, Staleness staleness) throws Exception {
    Thread.sleep(SETTLED);
    var revoked = new ArrayList<String>();
    for (int i = 0; i < EACH; i++) {
      revoked.add(people.next().openId());
    }
    for (var openId : cut.remembered() ? revoked : List.<String>of()) {
      watched.remember(openId);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var load = BEFORE.plus(CUT);
      for (int i = 0; i < WATCHED; i++) {
        var one = Load.of(watched, i, others);
        var _ = threads.submit(() -> one.at(LOOKUPS_PER_SECOND, load)); // whatever becomes of it
      }
      var cutting = threads.submit(() -> cut(cut));
      Arrivals.perSecond(PER_SECOND).run(EACH, (n, _) -> revoke(revoked.get(n), staleness));
      cutting.get();
    }
    for (var openId : revoked) {
      expectGone(openId, staleness);
    }
  }

  private Void cut(Cut cut) throws InterruptedException {
    Thread.sleep(BEFORE);
    lines.begin(cut);
    try {
      Thread.sleep(CUT);
    } finally {
      lines.end(cut);
    }
    return null;
  }

  private void revoke(String openId, Staleness staleness) throws Exception {
    var vigil = new Vigil(Change.REVOKE, watched, openId, PAUSE, false, AFTER, AFTER);
    var seen = vigil.during(all, WATCHED);
    staleness.add(WATCHED, seen, commits.ofLastChange(openId));
  }

  private boolean isServed(String openId, int instance) {
    return watched
        .lookUp(Change.REVOKE, openId, instance)
        .handle((status, _) -> status != null && status == Change.REVOKE.old())
        .join();
  }

  /** Also afterwards, when everybody has their lines again. */
  private void expectGone(String openId, Staleness staleness) throws Exception {
    for (int i = 0; i < WATCHED; i++) {
      var asked = Instant.now();
      if (isServed(openId, i)) {
        var served = new Vigil.Served(i, asked, Instant.now());
        var committed = commits.ofLastChange(openId);
        staleness.add(WATCHED, new Vigil.Seen(List.of(served), committed), committed);
      }
    }
  }
}
