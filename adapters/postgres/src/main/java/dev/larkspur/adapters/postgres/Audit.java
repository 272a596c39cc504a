package dev.larkspur.adapters.postgres;

import dev.larkspur.adapters.postgres.AuthSessionRow.State;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Renewal.Ended;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells for good what happened, in the transaction in which it happens. */
@Singleton
final class Audit {
  private final AuditRows rows;
  private final InstantSource clock;

  Audit(AuditRows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  void opened(AuthSession session) {
    append("session.opened", key(session.request().requestedBy()), null, session);
  }

  void merged(AuthSession session) {
    append("session.merged", null, session, session);
  }

  void moved(AuthSession before, AuthSession next) {
    append("session.moved", actor(next), before, next);
  }

  void granted(AuthSession session) {
    append("grant.stored", null, null, session);
  }

  void withdrawn(Grant.Revoked grant) {
    append("grant.withdrawn", grant, null);
  }

  /** If the change is that a grant cannot be renewed any more. */
  void ended(Held before, Held next) {
    if (next.renewal() instanceof Ended end && !(before.renewal() instanceof Ended)) {
      append("grant.ended", next, end.why().name());
    }
  }

  private void append(String event, Grant grant, @Nullable String reason) {
    var person = grant.person();
    rows.save(
        new AuditRow(
            null,
            now(),
            event,
            null,
            person.app().value(),
            person.openId().value(),
            grant.consent().session(),
            null,
            null,
            reason));
  }

  void keyAdded(UUID key, UUID by) {
    append("key.added", key, by, null);
  }

  /**
   * @param oldUntil until when the key before is good; null: not any more
   */
  void keyRotated(UUID key, @Nullable Instant oldUntil, UUID by) {
    var reason = oldUntil == null ? "the old one has ended" : "the old one ends at " + oldUntil;
    append("key.rotated", key, by, reason);
  }

  void keyRemoved(UUID key, UUID by) {
    append("key.removed", key, by, null);
  }

  void rotationStarted(long dataKey, UUID by) {
    ofKeys("data_key.rotation_started", key(by), "new key " + dataKey);
  }

  void rotationFinished(long dataKey, long broken) {
    var unreadable = broken == 0 ? "" : ", " + broken + " ciphertexts open with no key";
    ofKeys("data_key.rotation_finished", null, "new key " + dataKey + unreadable);
  }

  void masterKeyChanged() {
    ofKeys("master_key.changed", null, null);
  }

  private void ofKeys(String event, @Nullable String actor, @Nullable String reason) {
    rows.save(new AuditRow(null, now(), event, actor, null, null, null, null, null, reason));
  }

  private void append(String event, UUID key, UUID by, @Nullable String reason) {
    rows.save(new AuditRow(null, now(), event, key(by), null, null, key, null, null, reason));
  }

  private void append(
      String event, @Nullable String actor, @Nullable AuthSession before, AuthSession session) {
    var person = session.person();
    rows.save(
        new AuditRow(
            null,
            now(),
            event,
            actor,
            person.app().value(),
            person.openId().value(),
            session.id().value(),
            before == null ? null : State.of(before).name(),
            State.of(session).name(),
            reason(session)));
  }

  private Instant now() {
    return Storable.instant(clock.instant());
  }

  private static String key(UUID id) {
    return "key:" + id;
  }

  private static @Nullable String actor(AuthSession next) {
    return switch (next) {
      case Preparing s -> "instance:" + s.claim().owner();
      case Exchanging s -> "instance:" + s.claim().owner();
      case Verifying s -> "instance:" + s.claim().owner();
      case Denied _ -> "person";
      default -> null; // time, the platform, or a caller who is not told to us
    };
  }

  private static @Nullable String reason(AuthSession session) {
    return switch (session) {
      case Failed s when s.platform() != null ->
          s.reason() + " " + Storable.text(s.platform().code());
      case Failed s -> s.reason().name();
      case Cancelled s when s.by() != null -> "superseded by " + s.by();
      default -> null;
    };
  }
}
