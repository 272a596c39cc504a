package dev.larkspur.proof.simulation;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.Renewal;
import dev.larkspur.domain.token.TokenPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold, checked whenever something is stored; keeps the first thing that did not. */
final class Checks {
  private record Withdrawn(Person person, TokenPair pair) {}

  private final World world;
  private final Ledger ledger;
  private final Cards cards;
  private final List<Withdrawn> withdrawn = new ArrayList<>();
  private final Map<Person, Integer> turns = new HashMap<>();
  private @Nullable String violation;

  Checks(World world) {
    this.world = world;
    this.ledger = new Ledger(world);
    this.cards = new Cards(world);
  }

  Ledger ledger() {
    return ledger;
  }

  Cards cards() {
    return cards;
  }

  /** One sentence: what should never be. */
  void broken(String sentence) {
    if (violation == null) {
      violation = sentence;
      world.say("!!", () -> sentence);
    }
  }

  /** Null: all is well so far. */
  @Nullable String violation() {
    return violation;
  }

  /** How often this person consented or a consent of theirs was withdrawn. */
  int turns(Person person) {
    return turns.getOrDefault(person, 0);
  }

  /** The person consented, or their consent was withdrawn. */
  void turned(Person person) {
    turns.merge(person, 1, Integer::sum);
  }

  /** A step of an instance's was stored. */
  void committed(Grant before, GrantDecision decision) {
    switch (decision) {
      case GrantDecision.Advance(var next) when before instanceof Held held -> advanced(held, next);
      case GrantDecision.Advance(var next) ->
          broken("the revoked grant of " + Setup.name(next.person()) + " came back to life");
      case GrantDecision.Withdraw(var gone, var pair) -> {
        turned(gone.person());
        withdrawn.add(new Withdrawn(gone.person(), pair));
      }
      case GrantDecision.Orphan(var gone, var late) -> {
        withdrawn.add(new Withdrawn(gone.person(), late));
        ledger.stored(late.access().reveal());
      }
      case GrantDecision.Stay _, GrantDecision.Refuse _ -> {}
    }
  }

  private void advanced(Held before, Held next) {
    var name = Setup.name(next.person());
    var access = next.pair().access().reveal();
    boolean samePair = next.pair().access().equals(before.pair().access());
    if (!next.consent().equals(before.consent())) {
      broken("a step changed the consent of " + name);
    }
    if (samePair != (next.epoch() == before.epoch())
        || (!samePair && next.epoch() != before.epoch() + 1)) {
      broken("pair and epoch of " + name + " do not change together");
    }
    if (!samePair) {
      var refresh = before.pair().refresh();
      if (refresh == null
          || !Objects.equals(world.platform().parentOf(access), refresh.value().reveal())) {
        broken("a late result, " + access + ", overwrote the newer " + Words.of(before.pair()));
      }
      ledger.stored(access);
    }
    if (next.attempt().isPresent()
        && before.attempt().filter(next.attempt().get()::isSameAs).isEmpty()) {
      ledger.begun(next);
    }
    if (next.renewal() instanceof Renewal.Ended && !(before.renewal() instanceof Renewal.Ended)) {
      checkThatItHadToEnd(next);
    }
    if (!Objects.equals(before.askedAt(), next.askedAt())) {
      cards.noted(before);
    }
  }

  private void checkThatItHadToEnd(Held ended) {
    var refresh = ended.pair().refresh();
    long now = world.scheduler().now() + world.clocksDifferBy();
    if (refresh != null && world.platform().wouldTrade(refresh.value().reveal(), now)) {
      broken("given up though the platform would renew it: " + Words.of(ended));
    }
  }

  /** After the last fault, and time enough for everything to find its end. */
  void atRest() {
    for (var coroutine : world.scheduler().living()) {
      broken(coroutine.name() + " of " + coroutine.owner() + " never came to its end");
    }
    for (var person : world.setup().people()) {
      if (world.store().grant(person) instanceof Held held) {
        atRest(held);
      }
    }
    for (var w : withdrawn) {
      var now = Scheduler.instant(world.scheduler().now());
      boolean over = !w.pair.left(now).isPositive() && !w.pair.isRefreshable(now);
      if (!over && !world.platform().wasTold(w.pair.access().reveal())) {
        broken("the platform was never told that " + Words.of(w.pair) + " is withdrawn");
      }
    }
    if (world.store().revocations.size() > 0) {
      broken("there are revocations that nobody carries to the platform");
    }
    ledger.checkThatNoneWasLost();
  }

  private void atRest(Held held) {
    var now = Scheduler.instant(world.scheduler().now());
    var longAgo = now.minusSeconds(900);
    switch (held.stateAt(now)) {
      case ACTIVE, NEEDS_REAUTHORIZATION -> {}
      case UNCERTAIN, REVOKED -> broken("nothing becomes of " + Words.of(held));
    }
    if (world.store().schedule.dueAt(held).filter(longAgo::isAfter).isPresent()) {
      broken("due for ever: " + Words.of(held));
    }
    if (world.store().schedule.askAt(held).filter(longAgo::isAfter).isPresent()) {
      broken("nobody asks the person to consent anew: " + Words.of(held));
    }
  }
}
