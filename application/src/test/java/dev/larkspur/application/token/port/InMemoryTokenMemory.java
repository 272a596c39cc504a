package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What instances in one process share. */
public final class InMemoryTokenMemory implements TokenMemory {
  private final Map<Person, Shared> tokens = new ConcurrentHashMap<>();

  @Override
  public Optional<Shared> find(Person person) {
    return Optional.ofNullable(tokens.get(person));
  }

  @Override
  public void keep(Shared shared) {
    tokens.put(shared.token().person(), shared);
  }
}
