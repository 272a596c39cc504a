package dev.larkspur.application.token;

import dev.larkspur.application.Pause;
import dev.larkspur.application.token.RenewalOutcome.AlreadyRenewed;
import dev.larkspur.application.token.RenewalOutcome.Limited;
import dev.larkspur.application.token.RenewalOutcome.ReauthorizationRequired;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.RenewalOutcome.Revoked;
import dev.larkspur.application.token.RenewalOutcome.Uncertain;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.Renew;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantDecision.Advance;
import dev.larkspur.domain.token.GrantDecision.Refuse;
import dev.larkspur.domain.token.GrantDecision.Stay;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.GrantRefusal;
import dev.larkspur.domain.token.Renewal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** One refresh that somebody waits for, from the first look to its outcome. */
final class AwaitedRefresh {
  private static final Duration FIRST_REST = Duration.ofMillis(100);
  private static final Duration LONGEST_REST = Duration.ofMillis(800);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final Grants grants;
  private final TokenBudget budget;
  private final PresentToken present;
  private final Attempts attempts;
  private final Duration patience;
  private final Pause pause;
  private final Turns turns;

  /**
   * @param patience for how long it is looked at again
   */
  AwaitedRefresh(
      Grants grants,
      TokenBudget budget,
      PresentToken present,
      Attempts attempts,
      Duration patience,
      Pause pause) {
    this.grants = grants;
    this.budget = budget;
    this.present = present;
    this.attempts = attempts;
    this.patience = patience;
    this.pause = pause;
    this.turns = new Turns(budget, pause, attempts.clock());
  }

  RenewalOutcome handle(Person person, Need need) {
    var giveUpAt = clock().instant().plus(patience);
    var rest = FIRST_REST;
    while (true) { // ends: by an outcome, or when nobody waits any more
      var outcome = once(person, need);
      var left = Duration.between(clock().instant(), giveUpAt);
      if (outcome instanceof Limited(var wait, _) && wait.compareTo(left) < 0) {
        pause.sleep(wait.compareTo(A_MOMENT) < 0 ? A_MOMENT : wait);
      } else if (outcome != null) {
        return outcome;
      } else if (left.isPositive()) {
        pause.sleep(rest.compareTo(left) < 0 ? rest : left);
        rest = rest.compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : rest;
      } else {
        return new RetryLater(A_MOMENT, null);
      }
    }
  }

  /** Null: somebody else is at it, or there is no permit; it is to be looked at again. */
  private @Nullable RenewalOutcome once(Person person, Need need) {
    var renew = new Renew(need, attempts.fresh());
    var now = clock().instant();
    var found = grants.find(person);
    if (found.isEmpty()) {
      return new ReauthorizationRequired();
    }
    // judged before a permit is taken; decided again, on what is stored then, when it is used
    var foreseen = GrantFlow.decide(found.get(), renew, now);
    if (!(foreseen instanceof Advance(var next))) {
      return outcome(foreseen, now);
    }
    var lane = present.lane(person.app());
    if (next.renewal() instanceof Renewal.Probed && !lane.isForProbes(now)) {
      return new Uncertain(lane.probesIn(now));
    }
    if (!lane.admits(now)) {
      return lane.closed(now);
    }
    try {
      return admitted(person, renew);
    } finally {
      lane.leave();
    }
  }

  private @Nullable RenewalOutcome admitted(Person person, Renew renew) {
    var app = person.app();
    var permit = budget.take(app, Purpose.AWAITED_REFRESH, 1, clock());
    if (permit.count() == 0) {
      return null;
    }
    var decision = grants.advance(person, g -> GrantFlow.decide(g, renew, clock().instant()));
    var begun = PresentToken.begun(decision, renew.attempt()::isSameAs);
    if (begun.isPresent()) {
      return turns.comes(app, Purpose.AWAITED_REFRESH, permit, 0)
          ? present.handle(begun.get())
          : present.leave(begun.get());
    }
    budget.giveBack(app, permit, 1);
    return outcome(decision, clock().instant());
  }

  private static @Nullable RenewalOutcome outcome(GrantDecision decision, Instant now) {
    return switch (decision) {
      case Stay(Held held) -> new AlreadyRenewed(held);
      case Refuse(var why, var grant) -> refused(why, grant, now);
      default -> new ReauthorizationRequired(); // its refresh token's time was over
    };
  }

  private static @Nullable RenewalOutcome refused(
      GrantRefusal why, @Nullable Grant grant, Instant now) {
    return switch (why) {
      case IN_FLIGHT -> null;
      case NOT_YET -> notYet(grant, now);
      case UNCERTAIN ->
          new Uncertain(grant instanceof Held held ? UntilProbe.of(held, now) : A_MOMENT);
      case REVOKED -> new Revoked();
      case UNKNOWN, NOT_REFRESHABLE, ENDED, SUPERSEDED -> new ReauthorizationRequired();
    };
  }

  private static RenewalOutcome notYet(@Nullable Grant grant, Instant now) {
    return grant instanceof Held held && held.renewal() instanceof Renewal.Unspent(var setback)
        ? new RetryLater(Duration.between(now, setback.notBefore()), setback.error())
        : new RetryLater(A_MOMENT, null);
  }

  private InstantSource clock() {
    return attempts.clock();
  }
}
