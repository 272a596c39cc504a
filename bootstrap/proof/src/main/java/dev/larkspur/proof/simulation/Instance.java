package dev.larkspur.proof.simulation;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.Pause;
import dev.larkspur.application.authorization.AskAnew;
import dev.larkspur.application.authorization.AskingByCard;
import dev.larkspur.application.authorization.HandleRevoke;
import dev.larkspur.application.authorization.RevokeGrant;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.memory.Memories;
import dev.larkspur.application.token.Attempts;
import dev.larkspur.application.token.CarryRevocations;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.application.token.Lender;
import dev.larkspur.application.token.PresentToken;
import dev.larkspur.application.token.ReadLendable;
import dev.larkspur.application.token.RefreshNow;
import dev.larkspur.application.token.ReleaseLedger;
import dev.larkspur.application.token.Remembered;
import dev.larkspur.application.token.RenewAhead;
import dev.larkspur.application.token.RenewGrant;
import dev.larkspur.application.token.port.TokenMemory;
import dev.larkspur.domain.token.TokenPolicy;
import java.time.Duration;
import java.util.concurrent.Future;

/** The real use cases of one process, with what they remember. */
record Instance(
    Life life,
    LeaseToken lease,
    RefreshNow refresh,
    RevokeGrant revoke,
    HandleRevoke press,
    RenewAhead ahead,
    CarryRevocations carry,
    AskAnew ask) {
  private static final Duration ATTEMPT = Duration.ofSeconds(90);

  /** Longer than the store is ever away here. */
  private static final int TRIES = 100;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);

  static Instance boot(World world, Life life) {
    var scheduler = world.scheduler();
    var gate = new Gate(world, life);
    var feishu = new SimulatedFeishu(world, life, gate);
    var ports =
        world.protocol().over(new Protocol.Ports(new GatedGrants(world, gate), feishu), scheduler);
    var grants = ports.grants();
    var budget = new GatedStore.Budget(world.store().budget, gate);
    var sessions = new GatedStore.Sessions(world.store().sessions, gate, world.checks().cards());
    var revocations = new GatedStore.Withdrawn(world.store().revocations, gate);
    var releases = new ReleaseLedger(_ -> gate.quietly(() -> life));
    var pause = pause(scheduler);
    var insist = new Insistence(TRIES, BETWEEN_TRIES, pause::sleep);
    var present = new PresentToken(grants, ports.refresh(), budget, _ -> {}, insist, 32, life);
    var attempts = new Attempts(life.name(), ATTEMPT, new Entropy(world.dice().random()), life);
    var renew =
        new RenewGrant(
            grants,
            budget,
            present,
            attempts,
            work -> scheduler.fork(life, "renewal", work),
            world.setup().patience(),
            pause);
    var lender = new Lender(grants, releases, life);
    var carry =
        new CarryRevocations(
            revocations, feishu, work -> scheduler.fork(life, "revocation", work), life);
    var revoke = new RevokeGrant(grants, carry, sessions, () -> {}, life);
    var request =
        AskingByCard.of(
            world.consents().apps(),
            sessions,
            grants,
            Consents.PATIENCE,
            new Entropy(world.dice().random()),
            life);
    var read = new ReadLendable(grants, TokenMemory.none(), new Hearing(), life);
    return new Instance(
        life,
        new LeaseToken(
            grants,
            Memories.deaf(person -> read.handle(person).map(Remembered::new)),
            renew,
            lender,
            TokenPolicy.STANDARD,
            life),
        new RefreshNow(grants, renew, lender, life),
        revoke,
        new HandleRevoke(sessions, revoke, life),
        new RenewAhead(
            world.consents().apps(),
            grants,
            budget,
            present,
            world.store().schedule,
            attempts,
            work -> scheduler.fork(life, "renewal ahead", work),
            pause),
        carry,
        new AskAnew(
            world.consents().apps(),
            grants,
            request,
            world.store().schedule,
            work -> scheduler.fork(life, "asking", work),
            life));
  }

  private static Pause pause(Scheduler scheduler) {
    return new Pause() {
      @Override
      public void sleep(Duration time) {
        scheduler.sleep(Scheduler.micros(time));
      }

      @Override
      public boolean isDoneWithin(Future<?> work, Duration time) {
        return scheduler.await(work::isDone, Scheduler.micros(time));
      }
    };
  }
}
