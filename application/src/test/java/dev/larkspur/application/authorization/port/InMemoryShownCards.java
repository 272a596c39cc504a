package dev.larkspur.application.authorization.port;

import dev.larkspur.application.authorization.port.CardReport.Progress;
import dev.larkspur.application.authorization.port.InMemoryAuthSessions.Row;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.PlatformError;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
          .filter(InMemoryShownCards::isLagging)
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
      if (row.message != null && !row.message.equals(message)) {
        return; // a copy that was pressed
      }
      row.message = message;
      row.shown = session.face();
      row.stale &= !session.request().equals(row.session.request());
      row.attempts = 0;
      row.error = null;
      if (isLagging(row)) {
        row.cardDueAt = Instant.EPOCH; // it moved on meanwhile: the lease is over
      }
    }
  }

  @Override
  public void postpone(AuthSession session, Instant until, boolean begun, PlatformError error) {
    synchronized (sessions) {
      var row = sessions.row(session.id());
      row.sendingBegun = begun;
      if (!looksLike(row.session, session)) {
        row.cardDueAt = Instant.EPOCH;
      } else if (isLagging(row)) {
        row.cardDueAt = until;
        row.attempts++;
        row.error = error;
      }
    }
  }

  private static boolean looksLike(AuthSession current, AuthSession shown) {
    return current.face() == shown.face() && current.request().equals(shown.request());
  }

  @Override
  public void giveUp(AuthSessionId id, CardFace face, @Nullable PlatformError error) {
    synchronized (sessions) {
      var row = sessions.row(id);
      row.attempts += error == null ? 0 : 1;
      row.error = error;
      row.shown = face;
      row.stale = false;
    }
  }

  private static boolean isWaiting(AuthSession session, Set<AppId> waiting) {
    return session.request().method() == Method.WEBSOCKET_CARD
        && waiting.contains(session.person().app());
  }

  @Override
  public Optional<CardReport> find(AuthSessionId id) {
    synchronized (sessions) {
      return sessions.find(id).map(_ -> report(sessions.row(id)));
    }
  }

  private static CardReport report(Row row) {
    var progress = Progress.of(row.message != null, isLagging(row), row.error != null);
    return new CardReport(progress, row.attempts, row.error);
  }

  private static boolean isLagging(Row row) {
    return row.stale || row.shown != row.session.face();
  }

  private static Lagging taken(Row row, Instant until) {
    var sent = Sent.of(row.message, row.sendingBegun);
    row.cardDueAt = until;
    row.sendingBegun = true;
    return new Lagging(row.session, sent, row.attempts);
  }
}
