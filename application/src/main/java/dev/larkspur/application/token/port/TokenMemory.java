package dev.larkspur.application.token.port;

import dev.larkspur.application.memory.Horizon;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Lendable;
import java.util.Optional;

/**
 * Tokens that all instances remember together. It may lose what it likes, and what it has may be
 * old: whoever reads it checks that. A memory that is out of order has nothing, and says so once.
 */
public interface TokenMemory {
  /**
   * A token as somebody read it.
   *
   * @param asOf how far they had heard before they read
   */
  record Shared(Lendable token, Horizon asOf) {}

  /** Waits for a fraction of a second at most. */
  Optional<Shared> find(Person person);

  /** In place of what there was. Does not wait for it to be kept. */
  void keep(Shared shared);

  /** Each instance remembers for itself alone. */
  static TokenMemory none() {
    return new TokenMemory() {
      @Override
      public Optional<Shared> find(Person person) {
        return Optional.empty();
      }

      @Override
      public void keep(Shared shared) {
        // there is nowhere to
      }
    };
  }
}
