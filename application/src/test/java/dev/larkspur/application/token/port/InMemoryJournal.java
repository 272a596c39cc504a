package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Attempt;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Renewal;
import java.util.HashMap;
import java.util.Map;

/**
 * Which refresh tokens were presented, by person and epoch. Refuses what must never be: a second
 * first presentation, a second probe.
 */
public final class InMemoryJournal {
  private record Key(Person person, long epoch, boolean probe) {}

  private final Map<Key, Attempt> presented = new HashMap<>();

  void follow(Held before, Held next) {
    boolean same = before.attempt().equals(next.attempt());
    if (!same && next.attempt().isPresent()) {
      var attempt = next.attempt().get();
      boolean known = before.attempt().filter(attempt::isSameAs).isPresent();
      if (!known) {
        begin(next, attempt);
      }
    }
    if (before.epoch() == next.epoch() && isTurnedAway(before, next)) {
      presented.remove(key(before));
    }
  }

  private void begin(Held grant, Attempt attempt) {
    var other = presented.putIfAbsent(key(grant), attempt);
    if (other != null) {
      throw new IllegalStateException(
          "a refresh token of " + grant.person() + " would be presented again: " + attempt);
    }
  }

  private static Key key(Held grant) {
    return new Key(grant.person(), grant.epoch(), grant.renewal() instanceof Renewal.Probed);
  }

  private static boolean isTurnedAway(Held before, Held next) {
    return switch (before.renewal()) {
      case Renewal.Presented _ -> next.renewal() instanceof Renewal.Unspent;
      case Renewal.Probed _ -> next.renewal() instanceof Renewal.Presented;
      case Renewal.Unspent _, Renewal.Ended _ -> false;
    };
  }

  /** Whether the attempt with this number is one that was written down as a probe. */
  public boolean isProbe(Attempt attempt) {
    return presented.entrySet().stream()
        .anyMatch(e -> e.getKey().probe() && e.getValue().isSameAs(attempt));
  }
}
