package dev.larkspur.application.authorization.port;

import dev.larkspur.application.authorization.port.InMemoryAuthSessions.Row;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.AppId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Shown cards in memory. */
public final class InMemoryShownCards implements ShownCards {
  private final InMemoryAuthSessions sessions;

  public InMemoryShownCards(InMemoryAuthSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public List<Lagging> lease(Instant now, Instant until, int most, Set<AppId> waiting) {
    synchronized (sessions) {
      return sessions.rows().stream()
          .filter(row -> row.stale || row.shown != row.session.face())
          .filter(row -> !now.isBefore(row.cardDueAt))
          .filter(row -> row.message != null || !isWaiting(row.session, waiting))
          .sorted(Comparator.comparing((Row row) -> row.cardDueAt))
          .limit(most)
          .map(row -> taken(row, until))
          .toList();
    }
  }

  @Override
  public void shown(AuthSession session, MessageId message) {
    synchronized (sessions) {
      var row = sessions.row(session.id());
      row.message = message;
      row.shown = session.face();
      row.stale &= !session.request().equals(row.session.request());
      row.attempts = 0;
      if (row.stale || row.shown != row.session.face()) {
        row.cardDueAt = Instant.EPOCH; // it moved on meanwhile: the lease is over
      }
    }
  }

  @Override
  public void postpone(AuthSessionId id, Instant until, String error) {
    synchronized (sessions) {
      var row = sessions.row(id);
      row.cardDueAt = until;
      row.attempts++;
    }
  }

  @Override
  public void giveUp(AuthSessionId id, CardFace face, String error) {
    synchronized (sessions) {
      var row = sessions.row(id);
      row.shown = face;
      row.stale = false;
    }
  }

  private static boolean isWaiting(AuthSession session, Set<AppId> waiting) {
    return session.request().method() == Method.WEBSOCKET_CARD
        && waiting.contains(session.person().app());
  }

  private static Lagging taken(Row row, Instant until) {
    row.cardDueAt = until;
    return new Lagging(row.session, row.message, row.attempts);
  }
}
