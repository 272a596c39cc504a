package dev.larkspur.benchmarks.chaos;

import dev.larkspur.benchmarks.Progress;
import dev.larkspur.sandbox.world.RefreshFaults;
import dev.larkspur.sandbox.world.RefreshFaults.How;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** Carries out a plan, and spoils a share of all refreshes meanwhile. */
final class Adversary {
  private static final Duration SLOWNESS = Duration.ofMillis(1500);
  private static final Duration AMBUSH = Duration.ofMillis(600);
  private static final int AMBUSHED = 6;

  private static final Map<How, Double> SHARES =
      Map.ofEntries(
          Map.entry(How.COMMIT_THEN_DROP, 0.02),
          Map.entry(How.COMMIT_THEN_INTERNAL_ERROR, 0.01),
          Map.entry(How.COMMIT_THEN_GARBAGE, 0.01),
          Map.entry(How.INTERNAL_ERROR, 0.01),
          Map.entry(How.RESET_BEFORE, 0.01),
          Map.entry(How.SLOW, 0.05),
          Map.entry(How.UNAVAILABLE, 0.02),
          Map.entry(How.LIMITED, 0.01),
          Map.entry(How.USED, 0.003),
          Map.entry(How.REVOKED, 0.003));

  private final Fleet fleet;
  private final Database database;
  private final RefreshFaults faults;
  private final Traffic traffic;
  private final Tasks tasks;
  private final Tally tally;

  Adversary(
      Fleet fleet,
      Database database,
      RefreshFaults faults,
      Traffic traffic,
      Tasks tasks,
      Tally tally) {
    this.fleet = fleet;
    this.database = database;
    this.faults = faults;
    this.traffic = traffic;
    this.tasks = tasks;
    this.tally = tally;
  }

  /** Returns when the time is over; what was taken away may still be on its way back. */
  void play(Plan plan, long seed, Duration run) throws Exception {
    faults.seed(seed);
    SHARES.forEach((how, share) -> faults.share(share, how, SLOWNESS));
    long begun = System.nanoTime();
    for (var step : plan.steps()) {
      sleepUntil(begun, step.at());
      tasks.failIfOneFailed();
      play(step.act());
    }
    sleepUntil(begun, run);
    SHARES.keySet().forEach(how -> faults.share(0, how));
  }

  private static void sleepUntil(long begun, Duration at) throws InterruptedException {
    Thread.sleep(Duration.ofNanos(Math.max(0, begun + at.toNanos() - System.nanoTime())));
  }

  private void play(Act act) throws Exception {
    switch (act) {
      case Act.Kill(int server, var away) -> {
        if (ambushed(server)) {
          Progress.say("kill -9 of server " + server);
          tally.count("kills");
          fleet.get(server).kill();
          later(away, () -> startAgain(server));
        }
      }
      case Act.Stop(int server, var asleep) -> {
        if (ambushed(server)) {
          Progress.say("server " + server + " is stopped for " + asleep.toSeconds() + " s");
          tally.count("stops");
          fleet.get(server).stop();
          later(asleep, () -> goOn(server));
        }
      }
      case Act.RestartDatabase(boolean crash, var away) -> {
        faults.next(AMBUSHED, How.SLOW, AMBUSH);
        traffic.refresh(fleet.get(0), AMBUSHED);
        Progress.say("PostgreSQL is " + (crash ? "killed" : "restarted"));
        tally.count(crash ? "database crashes" : "database restarts");
        database.restart(crash, away);
      }
      case Act.Outage(var lasting) -> {
        Progress.say("the platform is out of order for " + lasting.toSeconds() + " s");
        tally.count("outages");
        SHARES.keySet().forEach(how -> faults.share(0, how));
        faults.share(1, How.UNAVAILABLE);
        Thread.sleep(lasting);
        faults.share(0, How.UNAVAILABLE);
        SHARES.forEach((how, share) -> faults.share(share, how, SLOWNESS));
      }
    }
  }

  /** The next refreshes are slow, so that some are under way when it happens. */
  private boolean ambushed(int server) throws InterruptedException {
    if (!fleet.get(server).isRunning()) {
      return false;
    }
    faults.next(AMBUSHED, How.SLOW, SLOWNESS);
    traffic.refresh(fleet.get(server), AMBUSHED);
    Thread.sleep(AMBUSH);
    return true;
  }

  private Void startAgain(int server) throws Exception {
    fleet.get(server).start();
    return null;
  }

  private Void goOn(int server) throws Exception {
    fleet.get(server).goOn();
    return null;
  }

  private void later(Duration wait, Callable<Void> what) {
    tasks.run(
        () -> {
          Thread.sleep(wait);
          what.call();
        });
  }
}
