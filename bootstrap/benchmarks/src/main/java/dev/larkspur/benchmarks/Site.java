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
import java.util.stream.Collectors;

/** A server with a database of its own, in which are so many grants, and what it takes there. */
final class Site {
  /** A thousand real ones; the others are only there. */
  private static final int REAL = 1_000;

  private static final int LOOKUPS = 200;
  private static final int AWAITED = 100;
  private static final int AHEAD = 320;
  private static final Duration LIFE = Duration.ofHours(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Sql database;
  private final Service service;
  private final List<SamplePerson> people;
  final Latencies lookups = new Latencies("plain lookup");
  final Latencies awaited = new Latencies("refresh that a caller waits for");
  final List<Double> aheadMillis = new ArrayList<>();

  private Site(Sql database, Service service, List<SamplePerson> people) {
    this.database = database;
    this.service = service;
    this.people = people;
  }

  static Site open(Stage stage, World world, Sql database, int grants) throws Exception {
    Progress.say("storing " + grants + " grants");
    var people = List.<SamplePerson>of();
    try (var consents = Consents.of(world, database)) {
      people = consents.store(REAL, Instant.now(), LIFE, true);
      Consents.forgetSessions(database);
    }
    fill(database, grants - REAL);
    var settings = new HashMap<>(world.settings(database));
    settings.put("LARKSPUR_TOKEN_BUDGET_PER_SECOND", Integer.toString(GrowthBenchmark.PER_SECOND));
    settings.put("LARKSPUR_TOKEN_BUDGET_PER_MINUTE", Integer.toString(GrowthBenchmark.PER_MINUTE));
    var server = ServerProcess.start(stage, Program.larkspur(), settings);
    server.awaitReady();
    var http = stage.add(HttpClient.newHttpClient());
    var service = new Service(http, server.url(), world.sandbox().appId(), world.adminKey());
    return new Site(database, service, people);
  }

  /** Half of them in use; none is due for an hour. Their tokens are never read. */
  private static void fill(Sql database, int count) throws SQLException {
    database.execute(
        """
        insert into larkspur.grants (
          app_id, open_id, epoch, consent_session, consented_at, access_token, refresh_token,
          issued_at, expires_at, refresh_expires_at, scopes, wanted, due_at, deadline)
        select app_id, 'ou_filler_' || n, 7, gen_random_uuid(), now(),
          substr(access_token, 1, 100), substr(refresh_token, 1, 100), issued_at, expires_at,
          refresh_expires_at, scopes, n %% 2 = 0,
          now() + interval '1 hour' + random() * interval '3 days',
          now() + interval '2 hours' + random() * interval '3 days'
        from generate_series(1, %1$d) n, (select * from larkspur.grants limit 1) real;

        insert into larkspur.renewal_attempt (
          id, app_id, open_id, epoch, kind, owner, started_at, ended_at, outcome)
        select gen_random_uuid(), app_id, 'ou_filler_' || n, 6, 'FIRST', 'somebody',
          now() - random() * interval '30 days', now(), 'RENEWED'
        from generate_series(1, %1$d) n, (select * from larkspur.grants limit 1) real;

        insert into larkspur.token_release (
          app_id, open_id, epoch, caller, minute, count, first_at, last_at)
        select app_id, 'ou_filler_' || n, 7, gen_random_uuid(), now(), 1, now(), now()
        from generate_series(1, %1$d) n, (select * from larkspur.grants limit 1) real;
        """
            .formatted(count));
    database.execute("vacuum analyze");
    database.execute("checkpoint");
  }

  /** One round of each kind. */
  void measure(boolean counts) throws Exception {
    for (var person : people.subList(0, LOOKUPS)) {
      time(() -> service.token(person.openId()), lookups, counts);
    }
    for (var person : people.subList(LOOKUPS, LOOKUPS + AWAITED)) {
      time(() -> service.refresh(person.openId()), awaited, counts);
    }
    double millis = ahead(people.subList(REAL - AHEAD, REAL));
    if (counts) {
      aheadMillis.add(millis);
    }
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
