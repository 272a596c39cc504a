package dev.larkspur.benchmarks.chaos;

import dev.larkspur.benchmarks.Progress;
import dev.larkspur.benchmarks.Stage;
import dev.larkspur.benchmarks.World;
import dev.larkspur.sandbox.Sandbox;
import dev.larkspur.sandbox.oauth.UserTokens.Verdict;
import java.net.http.HttpClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run: everybody consents, things go wrong, things cease to go wrong, accounts are drawn up.
 */
final class Chaos {
  private static final Duration EVERYBODY_CONSENTS_WITHIN = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);

  private final Wish wish;
  private final Tally tally = new Tally();
  private final Absences absences = new Absences();
  private final Database database;
  private final Sandbox sandbox;
  private final Fleet fleet;
  private final Population population;
  private final Watch watch;
  private final Caller caller;
  private final Tasks errands; // end by themselves
  private final Tasks life; // goes on until it is closed

  private Chaos(Wish wish, Stage stage) {
    this.wish = wish;
    var http = stage.add(HttpClient.newHttpClient());
    database = stage.add(Database.start(stage.folder().resolve("database")));
    sandbox = stage.add(Sandbox.start(Setting.platform()));
    var world = World.of(sandbox, database.postgres());
    fleet = stage.add(new Fleet(stage.folder(), Setting.server(world), http, absences));
    errands = stage.add(new Tasks());
    life = stage.add(new Tasks());
    population = new Population(sandbox, wish.people(), life, tally);
    watch = new Watch(sandbox, tally);
    caller = new Caller(http, sandbox.appId(), world.adminKey());
  }

  static Table run(Wish wish, Stage stage) throws Exception {
    Progress.say("starting PostgreSQL, the stand-in for Feishu and " + Fleet.SIZE + " servers");
    return new Chaos(wish, stage).run();
  }

  private Table run() throws Exception {
    fleet.start();
    life.run(population::live);
    life.run(this::report);
    var traffic = new Traffic(fleet, population, caller, watch, errands, tally, wish.seed());
    everybodyConsents(traffic);
    misfortune(traffic);
    var unsettled = settle(traffic);
    life.failIfOneFailed();
    Progress.say("stopping the servers, so that nothing is under way");
    fleet.terminate();
    return account(unsettled);
  }

  private void everybodyConsents(Traffic traffic) throws InterruptedException {
    Progress.say("asking for the consent of " + wish.people() + " people");
    var open = new ArrayList<>(population.residents());
    long end = System.nanoTime() + EVERYBODY_CONSENTS_WITHIN.toNanos();
    while (!open.isEmpty()) {
      open.removeIf(resident -> resident.newest().isPresent());
      lookUp(traffic, open);
      if (System.nanoTime() > end) {
        throw new IllegalStateException(open.size() + " people did not get to consent");
      }
    }
    Progress.say("everybody has consented");
  }

  /** A lookup of one who must be asked asks them. */
  private void lookUp(Traffic traffic, List<Resident> residents) throws InterruptedException {
    try (var lookups = new Tasks()) {
      for (var resident : residents) {
        fleet.next().ifPresent(at -> lookups.run(() -> traffic.lookUp(resident, at, 0)));
      }
      lookups.finish(Duration.ofMinutes(1));
    }
    Thread.sleep(LOOK_AGAIN);
  }

  private void misfortune(Traffic traffic) throws Exception {
    Progress.say("for " + wish.run().toSeconds() + " s things go wrong");
    var faults = sandbox.faults().refresh();
    var adversary = new Adversary(fleet, database, faults, traffic, errands, tally);
    var flow = Thread.startVirtualThread(() -> traffic.flow(wish.run()));
    adversary.play(Plan.of(wish.seed(), wish.run()), wish.seed(), wish.run());
    Progress.say("nothing goes wrong any more");
    flow.join(); // it begins errands
    errands.finish(Duration.ofMinutes(3));
  }

  /** Until everybody's token is good at the platform; returns those of whom it is not. */
  private List<Resident> settle(Traffic traffic) throws InterruptedException {
    var open = new ArrayList<>(population.residents());
    long end = System.nanoTime() + wish.settling().toNanos();
    while (!open.isEmpty() && System.nanoTime() < end) {
      var round = Instant.now();
      lookUp(traffic, open);
      open.removeIf(resident -> isWell(resident, round));
    }
    return open;
  }

  private boolean isWell(Resident resident, Instant round) {
    return resident
        .newest()
        .filter(answer -> answer.asked().isAfter(round))
        .filter(answer -> sandbox.judge(answer.token()) instanceof Verdict.Good)
        .isPresent();
  }

  private Table account(List<Resident> unsettled) throws SQLException {
    var reckoning =
        new Reckoning(
            sandbox, Ledger.read(database), absences, population.residents(), watch.stale());
    return new Accounts(wish, sandbox.counters(), reckoning, tally).table(unsettled.size());
  }

  private void report() throws InterruptedException {
    while (true) {
      Thread.sleep(REPORT_EVERY);
      Progress.say(
          String.format(
              Locale.ROOT,
              "%d lookups, %d served; %d rotations; %d wrong; %d kills, %d stops",
              tally.sum("lookup: "),
              tally.of("lookup: " + Answer.SERVED),
              sandbox.counters().rotations().issued(),
              tally.of("wrong answers"),
              tally.of("kills"),
              tally.of("stops")));
    }
  }
}
