package dev.larkspur.benchmarks.chaos;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Services that look tokens up, say that they do not serve, and withdraw consents. */
final class Traffic {
  static final String NOT_MADE = "not made";

  private static final int PER_SECOND = 60;
  private static final int WITHDRAWALS_EVERY = PER_SECOND * 6;
  private static final double WITH_MIN_TTL = 0.15;
  private static final double FORCED = 0.04;
  private static final Duration A_MOMENT = Duration.ofMillis(500);

  private final Fleet fleet;
  private final Population population;
  private final Caller caller;
  private final Watch watch;
  private final Tasks tasks;
  private final Tally tally;
  private final Random random;

  Traffic(
      Fleet fleet,
      Population population,
      Caller caller,
      Watch watch,
      Tasks tasks,
      Tally tally,
      long seed) {
    this.fleet = fleet;
    this.population = population;
    this.caller = caller;
    this.watch = watch;
    this.tasks = tasks;
    this.tally = tally;
    this.random = new Random(seed);
  }

  /** So many calls a second, however long each takes, until the time is over. */
  void flow(Duration run) {
    long begun = System.nanoTime();
    long gap = Duration.ofSeconds(1).toNanos() / PER_SECOND;
    for (int call = 0; call * gap < run.toNanos() && !Thread.interrupted(); call++) {
      LockSupport.parkNanos(begun + call * gap - System.nanoTime());
      if (call % WITHDRAWALS_EVERY == WITHDRAWALS_EVERY / 2) {
        withdraw(population.any(random));
      }
      call(population.any(random));
    }
  }

  private void call(Resident resident) {
    boolean forced = random.nextDouble() < FORCED;
    boolean names = random.nextBoolean();
    var longest = (int) Setting.ACCESS_LIFE.toSeconds() / 2;
    int minTtl = random.nextDouble() < WITH_MIN_TTL ? 1 + random.nextInt(longest) : 0;
    fleet
        .next()
        .ifPresentOrElse(
            at ->
                tasks.run(
                    () -> {
                      if (forced) {
                        refresh(resident, at, names);
                      } else {
                        lookUp(resident, at, minTtl);
                      }
                    }),
            () -> tally.count(NOT_MADE));
  }

  void lookUp(Resident resident, Instance at, int minTtl) throws InterruptedException {
    var answer = caller.lookUp(at, resident.openId(), minTtl);
    watch.lookedUp(resident, answer);
    boolean nobodyAsks = answer.body().path("authorization").isMissingNode();
    if (answer.outcome().equals("authorization_required")
        && nobodyAsks
        && resident.beginRequest()) {
      caller.ask(at, resident.openId());
    }
  }

  /** So many forced refreshes at one server, now. */
  void refresh(Instance at, int count) {
    var dice = new Random(random.nextLong());
    for (int i = 0; i < count; i++) {
      var resident = population.any(dice);
      tasks.run(() -> refresh(resident, at, true));
    }
  }

  private void refresh(Resident resident, Instance at, boolean names) throws InterruptedException {
    var before = resident.newest();
    if (before.isPresent()) {
      long epoch = names ? before.get().epoch() : 0;
      watch.refreshed(resident, before.get(), caller.refresh(at, resident.openId(), epoch));
    }
  }

  private void withdraw(Resident resident) {
    if (resident.beginWithdrawal()) {
      var wait = Duration.ofMillis(1500 + random.nextInt(2500));
      tasks.run(
          () -> {
            insist(at -> caller.revoke(at, resident.openId()));
            resident.withdrawn();
            tally.count("withdrawals");
            Thread.sleep(wait);
            resident.endWithdrawal();
            insist(at -> caller.ask(at, resident.openId()));
          });
    }
  }

  private interface Call {
    Answer at(Instance instance) throws InterruptedException;
  }

  private void insist(Call call) throws InterruptedException {
    while (true) { // ends: some server is there before long
      var at = fleet.next();
      if (at.isPresent() && call.at(at.get()).isServed()) {
        return;
      }
      Thread.sleep(A_MOMENT);
    }
  }
}
