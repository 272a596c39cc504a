package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Consent;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantRefusal;
import dev.larkspur.domain.token.Renewal;
import dev.larkspur.domain.token.RenewalSchedule;
import dev.larkspur.domain.token.TokenPair;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Grants in memory, with their journal. */
public final class InMemoryGrants implements Grants {
  private final Map<Person, Grant> grants = new LinkedHashMap<>();
  private final RenewalSchedule schedule;
  private final InMemoryJournal journal = new InMemoryJournal();
  private final InMemoryRevocations revocations;

  public InMemoryGrants(RenewalSchedule schedule, InMemoryRevocations revocations) {
    this.schedule = schedule;
    this.revocations = revocations;
  }

  public InMemoryJournal journal() {
    return journal;
  }

  @Override
  public synchronized Optional<Grant> find(Person person) {
    return Optional.ofNullable(grants.get(person));
  }

  @Override
  public synchronized GrantDecision advance(Person person, Function<Grant, GrantDecision> step) {
    var grant = grants.get(person);
    if (grant == null) {
      return new GrantDecision.Refuse(GrantRefusal.UNKNOWN, null);
    }
    var decision = step.apply(grant);
    store(grant, decision);
    return decision;
  }

  private void store(Grant before, GrantDecision decision) {
    switch (decision) {
      case GrantDecision.Advance(var next) -> {
        journal.follow((Held) before, next);
        grants.put(next.person(), next);
      }
      case GrantDecision.Withdraw(var gone, var pair) -> {
        grants.put(gone.person(), gone);
        revocations.add(gone.person(), pair, gone.at());
      }
      case GrantDecision.Orphan(var gone, var late) ->
          revocations.add(gone.person(), late, late.issuedAt());
      case GrantDecision.Stay _, GrantDecision.Refuse _ -> {}
    }
  }

  @Override
  public synchronized boolean anyDue(AppId app, Instant now) {
    return due(app, now).findAny().isPresent();
  }

  @Override
  public synchronized List<GrantDecision> advanceDue(
      AppId app, Due which, Instant now, int most, Function<Grant, GrantDecision> step) {
    var order =
        Comparator.comparing((Held g) -> !g.wanted()).thenComparing(RenewalSchedule::deadline);
    return due(app, now)
        .filter(g -> which == Due.ALL || g.renewal() instanceof Renewal.Unspent)
        .sorted(order)
        .limit(most)
        .toList()
        .stream()
        .map(grant -> advance(grant.person(), step))
        .toList();
  }

  private Stream<Held> due(AppId app, Instant now) {
    return held(app).filter(g -> isPast(schedule.dueAt(g), now));
  }

  @Override
  public synchronized List<Person> toAsk(AppId app, Instant now, int most) {
    return held(app)
        .filter(g -> isPast(schedule.askAt(g), now))
        .sorted(Comparator.comparing(g -> schedule.askAt(g).orElseThrow()))
        .map(Held::person)
        .limit(most)
        .toList();
  }

  /** Of an app, those that were withdrawn too. */
  public synchronized List<Grant> all(AppId app) {
    return grants.values().stream().filter(g -> g.person().app().equals(app)).toList();
  }

  private Stream<Held> held(AppId app) {
    return grants.values().stream()
        .filter(g -> g.person().app().equals(app))
        .filter(Held.class::isInstance)
        .map(Held.class::cast);
  }

  private static boolean isPast(Optional<Instant> time, Instant now) {
    return time.filter(t -> !now.isBefore(t)).isPresent();
  }

  /** For the sessions of the same store. */
  public synchronized void award(Person person, Consent consent, TokenPair pair) {
    var before = grants.get(person);
    var fresh = Held.fresh(person, consent, pair, before == null ? 1 : before.epoch() + 1);
    var asked = before instanceof Held held ? held.askedAt() : null;
    grants.put(person, asked == null ? fresh : fresh.asked(asked));
  }
}
