package dev.larkspur.adapters.postgres;

import dev.larkspur.domain.authorization.CardFace;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code larkspur.session_card}. */
@MappedEntity(value = "session_card", schema = "larkspur")
record SessionCardRow(
    @Id UUID sessionId,
    @Nullable Instant dueAt,
    @Nullable Instant leasedUntil,
    @Nullable CardFace shown,
    @Nullable String messageId,
    int attempts,
    @Nullable String error,
    @Nullable String errorMessage,
    @Nullable Instant turnAt,
    boolean sendingBegun) {

  static SessionCardRow first(UUID sessionId, @Nullable Instant dueAt) {
    return new SessionCardRow(sessionId, dueAt, null, null, null, 0, null, null, null, false);
  }
}
