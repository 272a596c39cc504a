package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Level.Plan;
import dev.larkspur.sandbox.SandboxOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a lookup costs that an instance remembers, that it finds in Redis, and that PostgreSQL has
 * to be asked for, beside the least that an answer can be ({@link BareLookup}); by turns.
 *
 * <p>Nothing is switched off to make it miss: an instance that is asked for a person for the first
 * time does not remember them. Two instances share the Redis; what the one has read, the other is
 * asked for next, once as well.
 */
final class LevelsBenchmark implements Benchmark {
  private static final int ROUNDS = 5;
  private static final int WARM_UP_ROUNDS = 3;
  private static final int REMEMBERED = 1_000;
  private static final int HITS = 150_000;
  private static final int MISSES = 10_000;

  @Override
  public String name() {
    return "levels";
  }

  @Override
  public String description() {
    return "lookups from memory, Redis and PostgreSQL beside a bare server (5 min)";
  }

  @Override
  public List<String> options() {
    return List.of("rounds");
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int rounds = effort.of("rounds", ROUNDS);
    int misses = effort.of(MISSES);
    var world = World.counting(stage, "levels", SandboxOptions.defaults());
    var alone = larkspur(stage, world, Map.of());
    int steady = Level.PER_SECOND * (int) Level.TIME.toSeconds();
    int people = (WARM_UP_ROUNDS + rounds) * (misses + steady) + misses;
    Progress.say("storing " + people + " grants");
    new StoredGrants(world, world.sql()).fillInUse(people);
    var bareSettings = Map.of("BENCH_PEOPLE", Integer.toString(REMEMBERED));
    var bareServer = ServerProcess.start(stage, Program.bare(), bareSettings);
    bareServer.awaitReady();
    int hits = effort.of(HITS);
    var plans = new ArrayList<Plan>();
    plans.add(new Plan("bare: bytes from a map", bareServer, REMEMBERED, true, hits, 0));
    plans.add(new Plan("from memory", alone, REMEMBERED, true, hits, 0));
    plans.add(new Plan("from PostgreSQL, without a Redis", alone, people, false, misses, 1));
    var redis = Redis.start(stage);
    if (redis.isPresent()) {
      var settings = Map.of("LARKSPUR_REDIS_URI", redis.get().uri());
      var one = larkspur(stage, world, settings);
      var other = larkspur(stage, world, settings);
      plans.add(
          new Plan("from PostgreSQL, kept in Redis on the way", one, people, false, misses, 1));
      plans.add(new Plan("from Redis", other, people, false, misses, 0)); // what `one` kept
    }
    var levels = plans.stream().map(plan -> new Level(plan, world)).toList();
    for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
      Progress.say(round < 1 ? "warming up" : "round %d of %d".formatted(round, rounds));
      for (var level : levels) {
        level.measure(round > 0);
      }
    }
    Progress.say("what is allocated");
    for (var level : levels) {
      level.measureAllocation();
    }
    DatabaseWork.heaviest(world.sql()).forEach(Progress::say);
    return findings(rounds, people, levels);
  }

  private static ServerProcess larkspur(Stage stage, World world, Map<String, String> more)
      throws IOException, InterruptedException {
    var settings = world.settingsForLoad(world.sql());
    settings.putAll(more);
    var server = ServerProcess.start(stage, Program.larkspur(), settings);
    server.awaitReady();
    return server;
  }

  private static Findings findings(int rounds, int people, List<Level> levels) {
    var settings = new LinkedHashMap<String, Object>();
    settings.put("rounds", rounds);
    settings.put("people", people);
    settings.put("jvm_options", Program.options());
    var bare = levels.getFirst();
    return new Findings(
        settings,
        levels.stream().map(level -> level.comparedWith(bare)).toList(),
        levels.stream().mapToLong(Level::failures).sum());
  }
}
