package dev.larkspur.proof.simulation;

import dev.larkspur.application.authorization.port.InMemoryAuthSessions;
import dev.larkspur.application.token.port.InMemoryGrants;
import dev.larkspur.application.token.port.InMemoryRevocations;
import dev.larkspur.application.token.port.InMemoryTokenBudget;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.RenewalSchedule;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The one store of all instances: the ports in memory, as nobody but the simulation sees them. */
final class Store {
  final RenewalSchedule schedule;
  final InMemoryRevocations revocations = new InMemoryRevocations();
  final InMemoryGrants grants;
  final InMemoryAuthSessions sessions;
  final InMemoryTokenBudget budget;
  private long awayUntil;

  Store(Setup setup, InstantSource clock) {
    schedule = new RenewalSchedule(setup.coolDown());
    grants = new InMemoryGrants(schedule, revocations);
    sessions = new InMemoryAuthSessions(grants, clock);
    budget = new InMemoryTokenBudget(setup.pace());
  }

  @Nullable Grant grant(Person person) {
    return grants.find(person).orElse(null);
  }

  void leave(long until) {
    awayUntil = until;
  }

  boolean isAway(long now) {
    return now < awayUntil;
  }

  long awayUntil() {
    return awayUntil;
  }
}
