package dev.larkspur.benchmarks;

import dev.larkspur.sandbox.world.SamplePerson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A server with a database of its own, in which are so many grants, and what it takes there. */
final class Site {
  private static final int AWAITED = 100;
  private static final int AHEAD = 320;

  /** The stand-in knows these, so they can be refreshed. The others can be looked up. */
  private static final int REAL = AWAITED + AHEAD;

  private static final int CONNECTIONS = 16;
  private static final int REMEMBERED = 10_000; // or as many as there are
  private static final int HITS_PER_SECOND = 2_000;
  private static final int MISSES_PER_SECOND = 250;
  private static final Duration LOOKUPS = Duration.ofSeconds(2);
  private static final double LEAST_AS_MEANT = 0.95;
  private static final long FAR = 7_368_787; // a prime
  private static final Duration LIFE = Duration.ofHours(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Sql counting;
  private final Sql database;
  private final StoredGrants grants;
  private final Service service;
  private final List<SamplePerson> people;
  private final int others;
  private int asked;
  private long failures;
  final Pooled hits = new Pooled();
  final Pooled misses = new Pooled();
  final Latencies awaited = new Latencies("refresh that a caller waits for");
  final List<Double> aheadMillis = new ArrayList<>();

  private Site(StoredGrants grants, Service service, List<SamplePerson> people, int others) {
    this.counting = grants.world().sql();
    this.database = grants.database();
    this.grants = grants;
    this.service = service;
    this.people = people;
    this.others = others;
  }

  static Site open(Stage stage, World world, Sql database, int grants) throws Exception {
    Progress.say("storing " + grants + " grants");
    var people = List.<SamplePerson>of();
    try (var consents = Consents.of(world, database)) {
      people = consents.store(REAL, Instant.now(), LIFE, true);
      Consents.forgetSessions(database);
    }
    int others = grants - REAL;
    var stored = new StoredGrants(world, database);
    stored.fillInUse(others);
    fillJournal(database, others);
    var settings = world.settingsForLoad(database);
    settings.put("LARKSPUR_TOKEN_BUDGET_PER_SECOND", Integer.toString(GrowthBenchmark.PER_SECOND));
    settings.put("LARKSPUR_TOKEN_BUDGET_PER_MINUTE", Integer.toString(GrowthBenchmark.PER_MINUTE));
    var server = ServerProcess.start(stage, Program.larkspur(), settings);
    server.awaitReady();
    var http = stage.add(HttpClient.newHttpClient());
    var service = new Service(http, server.url(), world.sandbox().appId(), world.adminKey());
    return new Site(stored, service, people, others);
  }

  /** What others' past has left. */
  private static void fillJournal(Sql database, int count) throws SQLException {
    Progress.say("writing their journal");
    database.execute(
        """
        insert into larkspur.renewal_attempt (
          id, app_id, open_id, epoch, kind, owner, started_at, ended_at, outcome)
        select gen_random_uuid(), app_id, 'ou_bench_' || lpad(n::text, 7, '0'), 0, 'FIRST', 'somebody',
          now() - random() * interval '30 days', now(), 'RENEWED'
        from generate_series(0, %1$d - 1) n, (select * from larkspur.grants limit 1) real;

        insert into larkspur.token_release (
          app_id, open_id, epoch, caller, minute, count, first_at, last_at)
        select app_id, 'ou_bench_' || lpad(n::text, 7, '0'), 1, gen_random_uuid(), now(), 1, now(), now()
        from generate_series(0, %1$d - 1) n, (select * from larkspur.grants limit 1) real;
        """
            .formatted(count));
    database.execute("vacuum analyze");
    database.execute("checkpoint");
  }

  /** One round of each kind. */
  void measure(boolean counts) throws Exception {
    hit(counts);
    miss(counts);
    for (var person : people.subList(0, AWAITED)) {
      time(() -> service.refresh(person.openId()), awaited, counts);
    }
    double millis = ahead(people.subList(AWAITED, REAL));
    if (counts) {
      aheadMillis.add(millis);
    }
  }

  private void hit(boolean counts) throws IOException, SQLException, InterruptedException {
    int remembered = Math.min(REMEMBERED, others);
    var load = load(n -> n % remembered);
    grants.announce(IntStream.range(0, remembered)); // so that none is forgotten on the way
    load.each(remembered);
    long before = DatabaseWork.grantReads(counting);
    var outcome = load.at(HITS_PER_SECOND, LOOKUPS);
    long read = DatabaseWork.grantReads(counting) - before;
    note(outcome, outcome.answered() - read, hits, counts);
  }

  /**
   * Everybody's grant is said to have changed, in the way in which a change is told: so nobody is
   * remembered, however few there are.
   */
  private void miss(boolean counts) throws IOException, SQLException, InterruptedException {
    int first = asked;
    int count = (int) LOOKUPS.toSeconds() * MISSES_PER_SECOND;
    asked += count;
    grants.announce(IntStream.range(first, asked).map(this::any));
    long before = DatabaseWork.grantReads(counting);
    var outcome = load(n -> any(first + n)).at(MISSES_PER_SECOND, LOOKUPS);
    note(outcome, DatabaseWork.grantReads(counting) - before, misses, counts);
  }

  /** Somebody else for each number, as long as there is anybody, and far from the one before. */
  private int any(int number) {
    return (int) (number * FAR % others);
  }

  private void note(Load.Outcome outcome, long asMeant, Pooled into, boolean counts) {
    if (counts) {
      into.add(outcome);
      failures += outcome.failed();
      if (asMeant < LEAST_AS_MEANT * outcome.answered()) {
        Progress.say(
            "only %d of %d were answered from there".formatted(asMeant, outcome.answered()));
        failures++;
      }
    }
  }

  private Load load(IntUnaryOperator person) {
    return new Load(
        service.larkspur(),
        service.key(),
        CONNECTIONS,
        n -> grants.world().tokenPath(StoredGrants.openId(person.applyAsInt(n))));
  }

  /** Lookups that failed, or were not answered from where they were meant to be. */
  long failures() {
    return failures;
  }

  /** A call that yields a token. */
  private interface Call {
    String token() throws IOException, InterruptedException;
  }

  private static void time(Call call, Latencies into, boolean counts)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    boolean well = !call.token().isEmpty();
    if (counts) {
      into.record(Duration.ofNanos(System.nanoTime() - begun), well);
    }
  }

  /**
   * Lets them all become due at once; from the first that is begun to the last answer, for each.
   */
  private double ahead(List<SamplePerson> due) throws Exception {
    var names = due.stream().map(p -> "'" + p.openId() + "'").collect(Collectors.joining(", "));
    long before = database.number("select (extract(epoch from now()) * 1e6)::bigint");
    database.execute(
        """
        update larkspur.grants set wanted = true, due_at = now(),
          issued_at = now() - interval '7000 s',
          expires_at = now() + interval '200 s', deadline = now() + interval '200 s'
        where open_id in (%s) and app_id = '%s'
        """
            .formatted(names, service.appId()));
    var since = "started_at > to_timestamp(%d / 1e6)".formatted(before);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (database.number(RENEWED + since) < due.size()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Not all that were due are renewed after " + PATIENCE);
      }
      Thread.sleep(POLL);
    }
    return database.number(TOOK + since) / 1000.0 / due.size();
  }

  private static final String RENEWED =
      "select count(*) from larkspur.renewal_attempt where outcome = 'RENEWED' and ";
  private static final String TOOK =
      "select (extract(epoch from max(ended_at) - min(started_at)) * 1e6)::bigint"
          + " from larkspur.renewal_attempt where ";
}
