package dev.larkspur.proof.simulation;

import dev.larkspur.application.token.LeaseResult;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Services that look tokens up or demand newer ones, and check what they get. */
final class Lookups {
  private static final UUID CALLER = new UUID(0, 1);

  /** What was stored when a service came, and how often its person had changed their mind. */
  private record Before(@Nullable Grant grant, int turns) {}

  private final World world;

  Lookups(World world) {
    this.world = world;
  }

  /** In a coroutine of {@code instance}. */
  void lookUp(Instance instance, Person person, Duration minTtl, Scopes scopes) {
    var before = before(person);
    var result = instance.lease().handle(CALLER, person, minTtl, scopes);
    say(instance, result);
    if (result instanceof Leased(var token)) {
      judge(token, person, before);
      if (!token.scopes().containsAll(scopes)) {
        world.checks().broken("the token lent is not good for what was asked");
      }
    } else if (before.grant instanceof Held held
        && !(result instanceof LeaseResult.TooDemanding)
        && before.turns == world.checks().turns(person)
        && held.pair().scopes().containsAll(scopes)
        && held.pair().left(instance.life().instant()).isPositive()) {
      world.checks().broken("a valid token is withheld: " + Words.of(held));
    }
    if (result instanceof LeaseResult.TooDemanding(var longest) && minTtl.compareTo(longest) <= 0) {
      world.checks().broken("a demand that can be met is called too demanding");
    }
  }

  /**
   * In a coroutine of {@code instance}.
   *
   * @param epoch of the token that does not serve; null: the present one
   */
  void refresh(Instance instance, Person person, @Nullable Long epoch) {
    var before = before(person);
    var result = instance.refresh().handle(CALLER, person, epoch);
    say(instance, result);
    if (result instanceof Leased(var token)) {
      judge(token, person, before);
      if (before.grant instanceof Held held) {
        long old = epoch == null ? held.epoch() : Math.min(epoch, held.epoch());
        if (token.epoch() <= old) {
          world.checks().broken("a forced refresh returns the token of epoch " + token.epoch());
        }
      }
    }
  }

  private Before before(Person person) {
    return new Before(world.store().grant(person), world.checks().turns(person));
  }

  private void judge(UserToken token, Person person, Before before) {
    var access = token.access().reveal();
    if (!token.person().equals(person) || !person.equals(world.platform().ownerOf(access))) {
      world.checks().broken("a token of somebody else's is lent for " + Setup.name(person));
    }
    if (before.grant instanceof Revoked && before.turns == world.checks().turns(person)) {
      world.checks().broken(access + " is lent though the grant had been revoked");
    }
    if (before.grant instanceof Held held && token.epoch() < held.epoch()) {
      world.checks().broken(access + " is lent though a newer one was stored before");
    }
    if (!token.left().isPositive()) {
      world.checks().broken(access + " is lent though its time is over");
    }
  }

  private void say(Instance instance, LeaseResult result) {
    var current = world.scheduler().current();
    world.say(
        instance.life().name(),
        () ->
            (current == null ? "" : current.name())
                + " comes to "
                + (result instanceof Leased(var token) ? token.access().reveal() : result));
  }
}
