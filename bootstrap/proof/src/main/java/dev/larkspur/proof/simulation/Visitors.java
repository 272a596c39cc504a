package dev.larkspur.proof.simulation;

import static dev.larkspur.proof.simulation.Scheduler.MINUTE;
import static dev.larkspur.proof.simulation.Scheduler.NEVER;
import static dev.larkspur.proof.simulation.Scheduler.SECOND;

import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Services and people. They come in bursts, often when something is just due, and the store's
 * absences begin when they come.
 */
final class Visitors {
  private final World world;
  private final Lookups lookups;

  /** The card of each person's first consent: it must never revoke anything newer. */
  private final Map<Person, AuthSession> firstCards = new HashMap<>();

  private int bursts;

  Visitors(World world) {
    this.world = world;
    this.lookups = new Lookups(world);
    this.bursts = world.setup().bursts();
  }

  /** The first people consent. */
  void begin() {
    for (var person : world.setup().people()) {
      world.consents().consent(person, scopes());
      var grant = world.store().grant(person);
      if (grant != null) {
        var id = new AuthSessionId(grant.consent().session());
        world.store().sessions.find(id).ifPresent(session -> firstCards.put(person, session));
      }
    }
    next();
  }

  boolean areDone() {
    return bursts == 0;
  }

  private void next() {
    world.scheduler().at(world.scheduler().now() + gap(), this::burst);
  }

  private long gap() {
    var dice = world.dice();
    long life = world.setup().accessLife();
    long due = world.rounds().nextAhead();
    long now = world.scheduler().now();
    return switch ((int) dice.between(0, 9)) {
      case 0, 1, 2 -> dice.spread(SECOND, MINUTE);
      case 3, 4 -> dice.between(MINUTE, life);
      case 5, 6 -> life * 9 / 10 + dice.between(0, life / 20);
      case 7, 8 ->
          due == NEVER ? MINUTE : Math.max(0, due - now + dice.between(-SECOND, 3 * SECOND));
      default -> dice.between(life, world.setup().refreshLife() * 6 / 10);
    };
  }

  private void burst() {
    var dice = world.dice();
    long now = world.scheduler().now();
    if (dice.strikes(Fault.STORE_AWAY) && now > world.store().awayUntil() + 10 * MINUTE) {
      world.store().leave(now + dice.spread(SECOND, 4 * MINUTE));
      world.say(
          "store",
          () -> "is away until " + Trace.time(Scheduler.instant(world.store().awayUntil())));
    }
    for (long i = dice.between(1, 6); i > 0; i--) {
      world.scheduler().at(now + dice.between(0, 3) * dice.between(0, SECOND), this::visit);
    }
    bursts--;
    if (bursts > 0) {
      next();
    }
  }

  private void visit() {
    var dice = world.dice();
    var person = dice.of(world.setup().people());
    var instance = dice.of(world.instances());
    int what = (int) dice.between(0, 99);
    if (what < 60) {
      var minTtl = minTtl();
      var scopes = dice.chance(0.7) ? Scopes.NONE : scopes();
      fork(instance, "lookup of ", person, () -> lookups.lookUp(instance, person, minTtl, scopes));
    } else if (what < 80) {
      var epoch = epoch(person);
      fork(instance, "forced refresh of ", person, () -> lookups.refresh(instance, person, epoch));
    } else if (what < 84) {
      fork(instance, "revocation by a service of ", person, () -> instance.revoke().handle(person));
    } else if (what < 88) {
      press(instance, person);
    } else if (what < 90) {
      world.platform().revokeAll(person);
      world.say("platform", () -> Setup.name(person) + " revokes everything there");
    } else {
      world.consents().consent(person, scopes());
    }
  }

  private void press(Instance instance, Person person) {
    var card = firstCards.get(person);
    if (card != null) {
      fork(
          instance,
          "press of the first card of ",
          person,
          () -> instance.press().handle(card.id(), person, card.request().nonce()));
    }
  }

  /** Who comes to a process that is not there finds another one, some other time. */
  private void fork(Instance instance, String what, Person person, Runnable work) {
    if (instance.life().isDead()) {
      return;
    }
    var name = what + Setup.name(person);
    world.say(instance.life().name(), () -> name + " begins");
    world.scheduler().fork(instance.life(), name, work);
  }

  private @Nullable Long epoch(Person person) {
    var grant = world.store().grant(person);
    return grant == null || world.dice().chance(0.4)
        ? null
        : Long.valueOf(grant.epoch() - world.dice().between(0, 1));
  }

  private Duration minTtl() {
    long life = world.setup().accessLife() / SECOND;
    return Duration.ofSeconds(
        world.dice().of(List.of(0L, 60L, life / 10, life / 3, life / 2, life)));
  }

  private Scopes scopes() {
    return world.dice().chance(0.7) ? Consents.DOCS : Consents.MORE;
  }
}
