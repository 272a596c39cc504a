package dev.larkspur.adapters.postgres;

import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Beginning;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Writes one change of a session and all that goes with it: its poll, its card, its audit. Always
 * called in a transaction, which is lost if somebody else was first.
 */
@Singleton
final class SessionChanges {
  private final AuthSessionRows rows;
  private final SessionToRow toRow;
  private final PostgresConsentPolls polls;
  private final PostgresShownCards cards;
  private final Audit audit;
  private final InstantSource clock;

  SessionChanges(
      AuthSessionRows rows,
      SessionToRow toRow,
      PostgresConsentPolls polls,
      PostgresShownCards cards,
      Audit audit,
      InstantSource clock) {
    this.rows = rows;
    this.toRow = toRow;
    this.polls = polls;
    this.cards = cards;
    this.audit = audit;
    this.clock = clock;
  }

  void open(Beginning fresh) {
    rows.save(toRow.row(fresh, 0));
    cards.add(fresh, clock.instant());
    audit.opened(fresh);
  }

  void move(AuthSessionRow read, AuthSession before, AuthSession next) {
    change(read, before, next);
    audit.moved(before, next);
  }

  void merge(AuthSessionRow read, AuthSession before, Beginning merged) {
    change(read, before, merged);
    audit.merged(merged);
  }

  private void change(AuthSessionRow read, AuthSession before, AuthSession next) {
    var now = clock.instant();
    rows.update(toRow.row(next, read.version()));
    polls.follow(before, next, now);
    cards.follow(before, next, now);
  }
}
