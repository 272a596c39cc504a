package dev.larkspur.benchmarks;

import dev.larkspur.sandbox.world.SamplePerson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tokens that four instances remember are revoked at one of them, while all are asked for others;
 * how long until none of them serves what was refreshed or revoked: without Redis, with it, and
 * while lines to Redis and PostgreSQL are cut.
 */
final class RevokeBenchmark implements Benchmark {
  private static final int SERVERS = 4;
  private static final int REVOKED = 1_000;

  /** Changes of each kind that do not count: at first the compilers of four JVMs are at work. */
  private static final int WARM_UP = 400;

  private static final int ROUNDS = 3;
  private static final int OTHERS = 100;
  private static final Duration LIFE = Duration.ofHours(2);

  @Override
  public String name() {
    return "revoke";
  }

  @Override
  public String description() {
    return "until no instance serves what was refreshed or revoked; with Redis, and with lines cut (20 min)";
  }

  @Override
  public List<String> options() {
    return List.of("revokes", "cuts"); // 0 leaves it out
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int count = effort.of("revokes", REVOKED);
    int rounds = effort.of("cuts", ROUNDS);
    Commits.areRememberedIn(stage.folder().resolve("database"));
    var world = World.begin(stage);
    int each = count + warmUp(count);
    var people = consented(world, OTHERS + 2 * each + CutRevokes.people(rounds)).iterator();
    var others = next(OTHERS, people);
    var commits = stage.add(Commits.of(world));
    var redis = Redis.start(stage); // if there is none, it is left out with all its cuts
    var found = new ArrayList<Findings>();
    if (count > 0) {
      var plain = start(stage, world, Map.of());
      found.add(revoke("without Redis", plain, commits, others, next(each, people), warmUp(count)));
    }
    if (count > 0 && redis.isPresent()) {
      var shared = start(stage, world, Map.of("LARKSPUR_REDIS_URI", redis.get().uri()));
      found.add(revoke("with Redis", shared, commits, others, next(each, people), warmUp(count)));
    }
    if (rounds > 0 && redis.isPresent()) {
      found.add(CutRevokes.among(stage, world, redis.get(), commits, others, people).run(rounds));
    }
    return new Findings(
        settings(count, rounds),
        found.stream().flatMap(one -> one.rows().stream()).toList(),
        found.stream().mapToLong(Findings::failures).sum());
  }

  private static int warmUp(int count) {
    return Math.min(count, WARM_UP);
  }

  private static Findings revoke(
      String what,
      Instances instances,
      Commits commits,
      List<SamplePerson> others,
      List<SamplePerson> people,
      int warmUp)
      throws Exception {
    var found = new LoadedRevokes(instances, commits, others).run(what, people, warmUp);
    instances.stop();
    return found;
  }

  private static List<SamplePerson> consented(World world, int count) throws Exception {
    try (var consents = Consents.of(world, world.sql())) {
      return consents.store(count, Instant.now(), LIFE, true);
    }
  }

  private static List<SamplePerson> next(int count, Iterator<SamplePerson> people) {
    return Stream.generate(people::next).limit(count).toList();
  }

  private static Instances start(Stage stage, World world, Map<String, String> more)
      throws Exception {
    var settings = world.settingsForLoad(world.sql());
    settings.putAll(more);
    return Instances.start(stage, world, Collections.nCopies(SERVERS, settings));
  }

  private static Map<String, Object> settings(int count, int rounds) {
    return Map.of(
        "revokes",
        count,
        "rounds_of_cuts",
        rounds,
        "servers",
        SERVERS,
        "lookups_per_second",
        LoadedRevokes.LOOKUPS_PER_SECOND * SERVERS,
        "bound_ms",
        Staleness.AGE.toMillis());
  }
}
