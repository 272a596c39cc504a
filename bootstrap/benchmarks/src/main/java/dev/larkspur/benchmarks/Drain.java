package dev.larkspur.benchmarks;

import dev.larkspur.sandbox.world.SamplePerson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Many grants that become due at about the same time, and what the refreshes of them take. While
 * they last, services look up tokens that are over: these wait for a refresh and come first.
 */
final class Drain {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TELL = Duration.ofSeconds(10);
  private static final Duration BEFORE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WARM_UP = 20; // a twentieth of the refreshes
  private static final double LOOKUPS_END = 0.8; // well before the drain does

  private final DrainPlan plan;
  private final World world;
  private final List<ServerProcess> servers = new ArrayList<>();
  private final List<Double> heaps = new ArrayList<>();
  private final Latencies waits = new Latencies("lookup that needs a refresh");
  private final ProcessHandle postmaster;

  private Drain(DrainPlan plan, World world) throws SQLException {
    this.plan = plan;
    this.world = world;
    this.postmaster = Cpu.postmaster(world.sql());
  }

  static Drained run(Stage stage, DrainPlan plan) throws Exception {
    var drain = new Drain(plan, World.counting(stage, plan.name(), plan.sandbox()));
    try {
      return drain.run(stage);
    } finally {
      drain.servers.forEach(ServerProcess::close);
    }
  }

  private Drained run(Stage stage) throws Exception {
    var idle = seed();
    for (int i = 0; i < plan.servers(); i++) {
      var server = ServerProcess.start(stage, Program.larkspur(), settings());
      server.awaitReady();
      servers.add(server);
    }
    world.sandbox().awaitConnections(World.CONNECTIONS * plan.servers(), PATIENCE);
    moveDueTime();
    Progress.say(plan.grants() + " grants become due, in the last " + plan.window() + " of a life");
    long warm = plan.grants() / WARM_UP;
    awaitRefreshes(warm);
    lookAtHeap();
    DatabaseWork.forget(world.sql());
    var begin = moment();
    var end = measured(idle);
    DatabaseWork.heaviest(world.sql()).forEach(Progress::say);
    awaitAllRenewed();
    lookAtHeap();
    var counters = world.sandbox().counters();
    return new Drained(
        plan,
        end.since(begin),
        counters.refusedByLimit(),
        counters.presentations().max(),
        late(),
        waits,
        List.copyOf(heaps));
  }

  /** Due grants and, returned, people whose tokens are over and whom nobody has asked for. */
  private List<SamplePerson> seed() throws Exception {
    Progress.say("storing " + (plan.grants() + plan.lookups()) + " consents");
    var now = Instant.now();
    try (var consents = Consents.of(world, world.sql())) {
      var idle = consents.store(plan.lookups(), now.minus(plan.life()), plan.life(), false);
      consents.store(plan.grants(), now, plan.life(), true);
      Consents.forgetSessions(world.sql());
      return idle;
    }
  }

  private Map<String, String> settings() {
    var all = new HashMap<>(world.settings());
    all.put("LARKSPUR_TOKEN_BUDGET_PER_SECOND", Integer.toString(plan.perSecond()));
    all.put("LARKSPUR_TOKEN_BUDGET_PER_MINUTE", Integer.toString(plan.perMinute()));
    return all;
  }

  /** As if they had consented so long ago that the first are due soon. Notes whose they are. */
  private void moveDueTime() throws SQLException {
    world
        .sql()
        .execute(
            """
            with moved as (
              select now() + interval '%d seconds' - min(due_at) as by from larkspur.grants where wanted)
            update larkspur.grants set
              issued_at = issued_at + by, expires_at = expires_at + by,
              refresh_expires_at = refresh_expires_at + by,
              due_at = due_at + by, deadline = deadline + by
            from moved;
            create table public.due_once as
              select app_id, open_id, expires_at from larkspur.grants where wanted;
            """
                .formatted(BEFORE.toSeconds()));
    world.sql().execute("vacuum (full, analyze) larkspur.grants");
  }

  /** Ends when as many refreshes are made as there were grants due; a few of these are left. */
  private Moment measured(List<SamplePerson> idle) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var http = HttpClient.newHttpClient()) {
      var lookups = threads.submit(() -> lookUp(http, idle));
      awaitRefreshes(plan.grants() / 2);
      lookAtHeap();
      awaitRefreshes(plan.grants());
      var end = moment();
      lookups.get();
      return end;
    }
  }

  private Void lookUp(HttpClient http, List<SamplePerson> idle)
      throws InterruptedException, ExecutionException {
    var services =
        servers.stream()
            .map(s -> new Service(http, s.url(), world.sandbox().appId(), world.adminKey()))
            .toList();
    plan.lookupArrivals()
        .run(
            (int) (idle.size() * LOOKUPS_END),
            (number, due) -> {
              boolean well = isLent(services.get(number % services.size()), idle.get(number));
              waits.record(Duration.ofNanos(System.nanoTime() - due), well);
            });
    return null;
  }

  private static boolean isLent(Service service, SamplePerson person) throws InterruptedException {
    try {
      return !service.token(person.openId()).isEmpty();
    } catch (IOException e) {
      Progress.say("a lookup failed: " + e.getMessage());
      return false;
    }
  }

  private void awaitRefreshes(long wanted) throws InterruptedException {
    long told = System.nanoTime();
    long toldRefreshes = refreshes();
    long deadline = told + plan.drainTime().multipliedBy(3).plus(PATIENCE).toNanos();
    for (long made = refreshes(); made < wanted; made = refreshes()) {
      long now = System.nanoTime();
      if (now > deadline) {
        throw new IllegalStateException("Only " + made + " refreshes were made, not " + wanted);
      }
      if (now - told > TELL.toNanos()) {
        Progress.say(
            "%d of %d, %.1f a second"
                .formatted(made, plan.grants(), (made - toldRefreshes) / ((now - told) / 1e9)));
        told = now;
        toldRefreshes = made;
      }
      Thread.sleep(POLL);
    }
  }

  private void awaitAllRenewed() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (left() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(500));
    }
  }

  private long left() throws SQLException {
    return world
        .sql()
        .number(
            """
            select count(*) from public.due_once d join larkspur.grants g using (app_id, open_id)
            where g.expires_at = d.expires_at
            """);
  }

  /** Whose token was over before the next was there; all could have been in time. */
  private long late() throws SQLException {
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

  private long refreshes() {
    return world.sandbox().counters().rotations().delivered();
  }

  private Moment moment() throws IOException, SQLException {
    double larkspur = 0;
    for (var server : servers) {
      larkspur += Cpu.seconds(server.pid());
    }
    return new Moment(
        System.nanoTime(),
        refreshes(),
        larkspur,
        Cpu.withChildren(postmaster),
        DatabaseWork.soFar(world.sql()));
  }

  private void lookAtHeap() throws IOException {
    var server = servers.getFirst();
    heaps.add(Footprint.of(server).withHeapAfterCollection(server).heap());
  }

  /**
   * How far it is.
   *
   * @param larkspur seconds on a processor, of all servers
   * @param database seconds on a processor
   */
  record Moment(long at, long refreshes, double larkspur, double database, DatabaseWork work) {
    Moment since(Moment begin) {
      return new Moment(
          at - begin.at,
          refreshes - begin.refreshes,
          larkspur - begin.larkspur,
          database - begin.database,
          work.since(begin.work));
    }
  }
}
