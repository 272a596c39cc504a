package dev.larkspur.adapters.postgres;

import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantDecision;
import jakarta.inject.Singleton;

/**
 * Writes what was decided of one grant and all that goes with it: its journal, its revocations, its
 * audit. Always called in a transaction that has the row locked.
 */
@Singleton
final class GrantChanges {
  private final GrantRows rows;
  private final GrantToRow toRow;
  private final RenewalJournal journal;
  private final PostgresRevocations revocations;
  private final Audit audit;
  private final Seals seals;

  GrantChanges(
      GrantRows rows,
      GrantToRow toRow,
      RenewalJournal journal,
      PostgresRevocations revocations,
      Audit audit,
      Seals seals) {
    this.rows = rows;
    this.toRow = toRow;
    this.journal = journal;
    this.revocations = revocations;
    this.audit = audit;
    this.seals = seals;
  }

  void store(GrantRow read, Grant before, GrantDecision decision) {
    switch (decision) {
      case GrantDecision.Advance(var next) -> move(read, (Held) before, next);
      case GrantDecision.Withdraw(var gone, var pair) -> {
        rows.replace(toRow.row(gone, read.version()));
        revocations.add(gone.person(), pair, gone.at());
        audit.withdrawn(gone);
      }
      case GrantDecision.Orphan(var gone, var late) ->
          revocations.add(gone.person(), late, late.issuedAt());
      case GrantDecision.Stay _, GrantDecision.Refuse _ -> {}
    }
  }

  private void move(GrantRow read, Held before, Held next) {
    if (RenewalJournal.isBegun(before, next)) {
      seals.ensureSealing(); // who cannot store the next pair must not ask for it
    }
    boolean renewed = next.epoch() != before.epoch();
    var row = toRow.row(next, read.version(), renewed);
    if (renewed) {
      rows.replace(row);
    } else {
      rows.move(row);
    }
    journal.follow(before, next);
    audit.ended(before, next);
  }
}
