package dev.larkspur.adapters.postgres;

import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads sessions for those who keep something beside them. */
@Singleton
final class StoredSessions {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSessions.class);

  private final AuthSessionRows rows;
  private final RowToSession toSession;

  StoredSessions(AuthSessionRows rows, RowToSession toSession) {
    this.rows = rows;
    this.toSession = toSession;
  }

  /**
   * @throws BrokenSeal if its row was tampered with
   */
  Optional<AuthSession> find(AuthSessionId id) {
    return rows.findById(id.value()).map(toSession::session);
  }

  /**
   * Those that can be read. A row that was tampered with, or written by a newer version, is
   * reported each time and left out: it must not stop the others that happen to be in its batch.
   */
  Map<UUID, AuthSession> readable(Collection<UUID> ids) {
    var sessions = new HashMap<UUID, AuthSession>();
    for (var row : ids.isEmpty() ? List.<AuthSessionRow>of() : rows.findByIdIn(ids)) {
      try {
        sessions.put(row.id(), toSession.session(row));
      } catch (RuntimeException e) {
        LOG.error("A session cannot be read and is left alone", e);
      }
    }
    return sessions;
  }
}
