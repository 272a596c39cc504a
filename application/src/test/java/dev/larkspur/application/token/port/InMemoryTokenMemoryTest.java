package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;

final class InMemoryTokenMemoryTest implements TokenMemoryContract {
  @Override
  public TokenMemory empty() {
    return new InMemoryTokenMemory();
  }

  @Override
  public TokenMemory.Shared awaitKept(TokenMemory memory, Person person) {
    return memory.find(person).orElseThrow();
  }
}
