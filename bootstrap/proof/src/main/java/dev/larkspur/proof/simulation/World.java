package dev.larkspur.proof.simulation;

import static dev.larkspur.proof.simulation.Scheduler.MINUTE;
import static dev.larkspur.proof.simulation.Scheduler.SECOND;

import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import dev.larkspur.proof.simulation.PlatformModel.Issued;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that one seed makes. */
final class World {
  /** More than any seed needs: who takes so many turns round in circles. */
  private static final long MOST_STEPS = 2_000_000;

  private static final long CLOCKS_DIFFER_BY = 6 * SECOND;

  private final Protocol protocol;
  private final Dice dice;
  private final Trace trace;
  private final Setup setup;
  private final Scheduler scheduler;
  private final PlatformModel platform;
  private final Network network;
  private final Store store;
  private final Checks checks;
  private final Consents consents;
  private final Rounds rounds;
  private final List<Instance> instances = new ArrayList<>();
  private final boolean clocksDiffer;

  World(long seed, Protocol protocol, Trace trace) {
    this.protocol = protocol;
    this.trace = trace;
    this.dice = new Dice(seed);
    this.setup = Setup.by(dice);
    this.scheduler = new Scheduler(dice, this::failed);
    this.platform = new PlatformModel(setup.refreshLife());
    this.network = new Network(this);
    this.store = new Store(setup, this::instant);
    this.checks = new Checks(this);
    this.consents = new Consents(this);
    this.rounds = new Rounds(this);
    this.clocksDiffer = dice.strikes(Fault.CLOCKS_DIFFER);
  }

  /** From the first consent until everything has come to rest; what was violated, or null. */
  @Nullable String run() {
    say("scene", setup::words);
    say("scene", () -> "what can go wrong: " + dice.faults());
    for (int i = 1; i <= setup.instances(); i++) {
      instances.add(Instance.boot(this, life(i)));
    }
    var visitors = new Visitors(this);
    visitors.begin();
    while (!visitors.areDone() && goOn(Scheduler.NEVER)) {
      // things happen
    }
    if (checks.violation() != null) {
      return checks.violation();
    }
    dice.faultsCease();
    store.leave(0);
    say("scene", () -> "from here on nothing goes wrong");
    rounds.arm();
    long end = scheduler.now() + setup.rest();
    while (goOn(end)) {
      // things come to rest
    }
    while (!scheduler.living().isEmpty() && goOn(end + 30 * MINUTE)) {
      // what has just begun comes to its end
    }
    if (checks.violation() == null) {
      checks.atRest();
    }
    return checks.violation();
  }

  private boolean goOn(long end) {
    if (scheduler.steps() > MOST_STEPS) {
      checks.broken("it never comes to rest");
    }
    return checks.violation() == null && scheduler.step(end);
  }

  private Life life(int number) {
    long off = clocksDiffer ? dice.between(0, CLOCKS_DIFFER_BY) : 0;
    return new Life("node-" + number, scheduler, off);
  }

  /** At this moment, with all that it was doing; it is started anew after a while. */
  void kill(Life life) {
    life.die();
    scheduler.forget(life);
    say(life.name(), () -> "is killed");
    for (int i = 0; i < instances.size(); i++) {
      if (instances.get(i).life() == life) {
        int place = i;
        long back = scheduler.now() + dice.spread(SECOND, 10 * MINUTE);
        scheduler.at(back, () -> restart(place));
      }
    }
  }

  private void restart(int place) {
    var instance = Instance.boot(this, life(place + 1));
    instances.set(place, instance);
    say(instance.life().name(), () -> "is started");
    rounds.arm();
  }

  void freeze(Life life) {
    long until = scheduler.now() + dice.spread(SECOND, 15 * MINUTE);
    life.freezeUntil(until);
    say(life.name(), () -> "stands still for " + (until - scheduler.now()) / SECOND + " s");
  }

  private void failed(Coroutine coroutine, RuntimeException failure) {
    if (!StoreDown.isBehind(failure)) {
      checks.broken(coroutine.name() + " failed: " + failure);
    }
  }

  /** As it is when received: the lives that the platform names are counted from here. */
  TokenPair pair(Issued issued, Instant now) {
    var refresh = issued.refresh();
    return new TokenPair(
        new Secret(issued.access()),
        now,
        now.plusNanos(setup.accessLife() * 1_000),
        refresh == null
            ? null
            : new RefreshToken(new Secret(refresh), now.plusNanos(setup.refreshLife() * 1_000)),
        issued.scopes());
  }

  long clocksDifferBy() {
    return clocksDiffer ? CLOCKS_DIFFER_BY : 0;
  }

  /** The true time. */
  Instant instant() {
    return Scheduler.instant(scheduler.now());
  }

  void say(String who, Supplier<String> what) {
    trace.say(scheduler.now(), who, what);
  }

  Protocol protocol() {
    return protocol;
  }

  Dice dice() {
    return dice;
  }

  Setup setup() {
    return setup;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  PlatformModel platform() {
    return platform;
  }

  Network network() {
    return network;
  }

  Store store() {
    return store;
  }

  Checks checks() {
    return checks;
  }

  Consents consents() {
    return consents;
  }

  Rounds rounds() {
    return rounds;
  }

  List<Instance> instances() {
    return instances;
  }
}
