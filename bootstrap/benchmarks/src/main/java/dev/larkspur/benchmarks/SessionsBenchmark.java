package dev.larkspur.benchmarks;

import dev.larkspur.benchmarks.Findings.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * So many people asked at once, by two instances, under the platform's real limits, while other
 * people's tokens become due. Everybody presses as soon as there is a card and approves as soon as
 * there is a link, so that what it takes is Larkspur's time and the platform's limits.
 */
final class SessionsBenchmark implements Benchmark {
  private static final int SESSIONS = 1000;
  private static final int DUE = 300;
  private static final int WARM_UP = 200;
  private static final Duration MINUTE = Duration.ofSeconds(61);
  private static final int SERVERS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of the tokens that become due while people are asked, four minutes before they are over. */
  private static final Duration LIFE = Duration.ofMinutes(40);

  private static final Duration UNTIL_DUE = Duration.ofSeconds(130); // start and warm-up take 100
  private static final Duration AGE = LIFE.multipliedBy(9).dividedBy(10).minus(UNTIL_DUE);

  @Override
  public String name() {
    return "sessions";
  }

  @Override
  public String description() {
    return "1,000 authorizations at once over 2 instances, refreshes beside them (4 min)";
  }

  @Override
  public List<String> options() {
    return List.of("sessions");
  }

  @Override
  public Findings run(Stage stage, Effort effort) throws Exception {
    int count = effort.of("sessions", SESSIONS);
    int due = effort.of(DUE);
    var world = World.begin(stage);
    seed(world, due);
    var servers = new ArrayList<ServerProcess>();
    for (int i = 0; i < SERVERS; i++) {
      var server = ServerProcess.start(stage, Program.larkspur(), world.settings());
      server.awaitReady();
      servers.add(server);
    }
    world.sandbox().awaitConnections(SERVERS * World.CONNECTIONS, PATIENCE);
    warmUp(world, servers, effort.of(WARM_UP));
    var before = Use.of(servers, world);
    Progress.say(count + " people are asked at once, " + due + " tokens become due");
    var crowd = new Crowd(world, servers, count);
    crowd.run();
    var used = Use.of(servers, world).since(before);
    long late = late(world);
    long failures = crowd.failures() + late;
    return new Findings(Map.of("sessions", count), rows(crowd, used, due, late), failures);
  }

  /** So that what is measured is not how classes are loaded. */
  private static void warmUp(World world, List<ServerProcess> servers, int count) throws Exception {
    Progress.say(count + " people warm the servers up");
    new Crowd(world, servers, count).run();
    Progress.say("waiting until the platform's minute is over");
    Thread.sleep(MINUTE);
  }

  private static void seed(World world, int due) throws Exception {
    try (var consents = Consents.of(world, world.sql())) {
      consents.store(due, Instant.now().minus(AGE), LIFE, true);
      Consents.forgetSessions(world.sql());
    }
    world
        .sql()
        .execute(
            "create table public.due_once as select app_id, open_id, expires_at from larkspur.grants");
  }

  /** Whose token was over before the next was there. */
  private static long late(World world) throws Exception {
    long deadline = System.nanoTime() + LIFE.minus(AGE).toNanos();
    var sql =
        """
        select count(*) from public.due_once d join larkspur.grants g using (app_id, open_id)
        where g.expires_at = d.expires_at
        """;
    while (world.sql().number(sql) > 0 && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(500));
    }
    return world
        .sql()
        .number(
            """
            select count(*) from public.due_once d
            left join larkspur.renewal_attempt a
              on a.app_id = d.app_id and a.open_id = d.open_id and a.outcome = 'RENEWED'
            where a.ended_at is null or a.ended_at >= d.expires_at
            """);
  }

  private static List<Row> rows(Crowd crowd, Use used, int due, long late) {
    var all = new LinkedHashMap<String, Number>();
    all.put("sessions, completed", crowd.completed());
    all.put("… of them with the right card at the end", crowd.right());
    all.put("until the last of them was completed, s", crowd.seconds());
    all.put("request → answer, p50 ms", crowd.answers().millis(50));
    all.put("request → answer, p99 ms", crowd.answers().millis(99));
    all.put("request → card in the chat, p50 s", crowd.toCard().millis(50) / 1000);
    all.put("request → card in the chat, max s", crowd.toCard().millis(100) / 1000);
    all.put("click → ack, p50 ms", crowd.clicks().millis(50));
    all.put("click → ack, p99 ms", crowd.clicks().millis(99));
    all.put("… once every request is answered, n", crowd.calmClicks().count());
    all.put("… p50 ms", crowd.calmClicks().millis(50));
    all.put("… p99 ms; aim: under 50", crowd.calmClicks().millis(99));
    all.put("clicks that were not answered with the card", crowd.clicks().failures());
    all.put("approved → card says so, p50 s", crowd.toGrant().millis(50) / 1000);
    all.put("approved → card says so, max s", crowd.toGrant().millis(100) / 1000);
    all.put("Larkspur, CPU ms a session", used.larkspur() * 1000 / crowd.completed());
    all.put("PostgreSQL, CPU ms a session", used.database() * 1000 / crowd.completed());
    all.put("both servers, RSS KiB more a session", used.resident() * 1024 / crowd.completed());
    all.put("refreshes that became due meanwhile", due);
    all.put("… of them too late", late);
    return all.entrySet().stream()
        .map(each -> new Row(each.getKey(), Map.of("value", each.getValue())))
        .toList();
  }

  /**
   * What was used so far.
   *
   * @param larkspur seconds on a processor, of all servers
   * @param database seconds on a processor
   * @param resident MiB, of all servers
   */
  private record Use(double larkspur, double database, double resident) {
    static Use of(List<ServerProcess> servers, World world) throws Exception {
      double larkspur = 0;
      double resident = 0;
      for (var server : servers) {
        larkspur += Cpu.seconds(server.pid());
        resident += Footprint.of(server).resident();
      }
      return new Use(larkspur, Cpu.withChildren(Cpu.postmaster(world.sql())), resident);
    }

    Use since(Use begin) {
      return new Use(
          larkspur - begin.larkspur, database - begin.database, resident - begin.resident);
    }
  }
}
