package dev.larkspur.adapters.postgres;

import dev.larkspur.adapters.postgres.RenewalAttemptRow.Kind;
import dev.larkspur.adapters.postgres.RenewalAttemptRow.Outcome;
import dev.larkspur.domain.token.Attempt;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Probed;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * The presentations in {@code larkspur.renewal_attempt}: always written in the transaction that
 * moves the grant. Its unique index is what a second presentation founders on, if all else failed.
 */
@Singleton
final class RenewalJournal {
  private final RenewalAttemptRows rows;
  private final InstantSource clock;

  RenewalJournal(RenewalAttemptRows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** Whether an attempt begins, of which a pair may come. */
  static boolean isBegun(Held before, Held next) {
    var later = next.attempt();
    return next.epoch() == before.epoch()
        && later.isPresent()
        && before.attempt().filter(later.get()::isSameAs).isEmpty();
  }

  void follow(Held before, Held next) {
    var earlier = before.attempt();
    var later = next.attempt();
    if (next.epoch() != before.epoch()) {
      renewed(before);
    } else if (isBegun(before, next)) {
      begin(next, later.orElseThrow());
    } else if (before.renewal() instanceof Probed && next.renewal() instanceof Presented) {
      end(before, next, Outcome.TURNED_AWAY);
    } else if (later.isPresent() && !later.equals(earlier)) {
      end(before, next, Outcome.NO_ANSWER);
    } else if (earlier.isPresent() && later.isEmpty()) {
      end(before, next, next.renewal() instanceof Ended ? Outcome.REFUSED : Outcome.TURNED_AWAY);
    }
  }

  private void begin(Held grant, Attempt attempt) {
    rows.save(
        new RenewalAttemptRow(
            attempt.id(),
            grant.person().app().value(),
            grant.person().openId().value(),
            attempt.epoch(),
            grant.renewal() instanceof Probed ? Kind.PROBE : Kind.FIRST,
            attempt.owner(),
            Storable.instant(attempt.startedAt()),
            null,
            null,
            null));
  }

  private void end(Held before, Held next, Outcome outcome) {
    var error = next.renewal().error();
    rows.end(
        before.attempt().orElseThrow().id(),
        Storable.instant(clock.instant()),
        outcome,
        error == null ? null : Storable.text(error.code()));
  }

  /** By whichever attempt: its own may have been turned away, and an earlier one be late. */
  private void renewed(Held before) {
    rows.renewed(
        before.person().app().value(),
        before.person().openId().value(),
        before.epoch(),
        Storable.instant(clock.instant()));
  }
}
