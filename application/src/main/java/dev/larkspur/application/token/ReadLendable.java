package dev.larkspur.application.token;

import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.memory.Horizon;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.TokenMemory;
import dev.larkspur.application.token.port.TokenMemory.Shared;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Lendable;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what may be lent of a person: what the instances share, or else what the store has. */
public final class ReadLendable {
  private final Grants grants;
  private final TokenMemory shared;
  private final Hearing hearing;
  private final InstantSource clock;

  public ReadLendable(Grants grants, TokenMemory shared, Hearing hearing, InstantSource clock) {
    this.grants = grants;
    this.shared = shared;
    this.hearing = hearing;
    this.clock = clock;
  }

  public Optional<Lendable> handle(Person person) {
    var horizon = hearing.horizon(); // before anything is read
    if (horizon == null) {
      return stored(person, null);
    }
    return shared
        .find(person)
        .filter(found -> hearing.believes(person, found.asOf()))
        .map(Shared::token)
        .or(() -> stored(person, horizon));
  }

  private Optional<Lendable> stored(Person person, @Nullable Horizon horizon) {
    var now = clock.instant();
    var found = grants.find(person).flatMap(grant -> Lendable.of(grant, now));
    if (horizon != null) {
      found.filter(ReadLendable::lasts).ifPresent(t -> shared.keep(new Shared(t, horizon)));
    }
    return found;
  }

  /**
   * Not what changes without a word: the feed tells neither that somebody is lent a pair for the
   * first time nor what time brings. That an attempt which is under way now has become uncertain is
   * therefore told as late as memory is old.
   */
  private static boolean lasts(Lendable token) {
    return token.wanted() && !token.uncertain();
  }
}
