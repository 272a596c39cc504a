package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.TokenPair;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Grants in memory. */
public final class InMemoryGrants implements Grants {
  private final Map<Person, Grant> grants = new ConcurrentHashMap<>();

  @Override
  public Optional<Grant> find(Person person) {
    return Optional.ofNullable(grants.get(person));
  }

  /** For the sessions of the same store. */
  public void award(Person person, TokenPair pair, Instant at) {
    grants.merge(
        person,
        new Grant(person, pair, 1, at),
        (old, _) -> new Grant(person, pair, old.epoch() + 1, at));
  }
}
