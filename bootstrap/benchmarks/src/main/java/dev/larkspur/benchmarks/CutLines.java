package dev.larkspur.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of some instances to PostgreSQL and to Redis, which can be cut. */
record CutLines(List<Relay> toDatabase, List<Relay> toRedis) {
  private static final String JDBC = "jdbc:";

  static CutLines of(Stage stage, World world, Redis redis, int instances) throws IOException {
    var toDatabase = new ArrayList<Relay>();
    var toRedis = new ArrayList<Relay>();
    for (int i = 0; i < instances; i++) {
      toDatabase.add(stage.add(Relay.to(databasePort(world))));
      toRedis.add(stage.add(Relay.to(redis.port())));
    }
    return new CutLines(List.copyOf(toDatabase), List.copyOf(toRedis));
  }

  private static int databasePort(World world) {
    return URI.create(world.sql().url().substring(JDBC.length())).getPort();
  }

  /** Of the instance with that number. */
  Map<String, String> settings(World world, int instance) {
    var direct = ":" + databasePort(world) + "/";
    var relayed = ":" + toDatabase.get(instance).port() + "/";
    var all = new HashMap<>(world.settings());
    all.compute("LARKSPUR_DATABASE_URL", (_, url) -> world.sql().url().replace(direct, relayed));
    all.put("LARKSPUR_REDIS_URI", Redis.uri(toRedis.get(instance).port()));
    return all;
  }

  void begin(Cut cut) {
    set(cut, cut.how());
  }

  void end(Cut cut) {
    set(cut, Relay.Mode.PASSES);
  }

  private void set(Cut cut, Relay.Mode mode) {
    for (int i = 0; i < cut.instances(); i++) {
      if (cut.database()) {
        toDatabase.get(i).set(mode);
      }
      if (cut.redis()) {
        toRedis.get(i).set(mode);
      }
    }
  }
}
