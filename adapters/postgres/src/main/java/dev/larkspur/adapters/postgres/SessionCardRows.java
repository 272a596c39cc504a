package dev.larkspur.adapters.postgres;

import dev.larkspur.domain.authorization.CardFace;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of {@code larkspur.session_card}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface SessionCardRows extends GenericRepository<SessionCardRow, UUID> {
  SessionCardRow save(SessionCardRow row);

  @Query("select * from larkspur.session_card where session_id = :sessionId for update")
  Optional<SessionCardRow> lock(UUID sessionId);

  @Query(
      """
      select * from larkspur.session_card
      where due_at <= :now and (leased_until is null or leased_until <= :now)
      order by due_at
      limit :most
      for update skip locked
      """)
  List<SessionCardRow> lockDue(Instant now, int most);

  /** But those of these apps that would be heard over the long connection and were not sent yet. */
  @Query(
      """
      select c.* from larkspur.session_card c
      join larkspur.auth_session s on s.id = c.session_id
      where c.due_at <= :now and (c.leased_until is null or c.leased_until <= :now)
        and (c.message_id is not null or s.method <> 'WEBSOCKET_CARD' or s.app_id not in (:apps))
      order by c.due_at
      limit :most
      for update of c skip locked
      """)
  List<SessionCardRow> lockDueBut(Instant now, int most, List<String> apps);

  @Query(
      """
      update larkspur.session_card set leased_until = :until, sending_begun = true
      where session_id in (:sessionIds)
      """)
  void lease(List<UUID> sessionIds, Instant until);

  /** Left alone until its turn comes. */
  @Query(
      """
      update larkspur.session_card set leased_until = :turn, turn_at = :turn
      where session_id = :sessionId
      """)
  void wait(UUID sessionId, Instant turn);

  Optional<SessionCardRow> findById(UUID sessionId);

  /** The session changed: its card has to. */
  @Query(
      """
      update larkspur.session_card
      set due_at = :dueAt, attempts = 0, error = null, error_message = null
      where session_id = :sessionId
      """)
  void lag(UUID sessionId, Instant dueAt);

  @Query(
      """
      update larkspur.session_card
      set shown = :face, message_id = :messageId, due_at = :dueAt,
          leased_until = null, turn_at = null, attempts = 0, error = null, error_message = null
      where session_id = :sessionId
      """)
  void shown(UUID sessionId, CardFace face, String messageId, @Nullable Instant dueAt);

  @Query(
      """
      update larkspur.session_card
      set due_at = :until, leased_until = null, turn_at = null, attempts = attempts + 1,
          sending_begun = :begun, error = :error, error_message = :message
      where session_id = :sessionId and due_at is not null
      """)
  void postpone(
      UUID sessionId, Instant until, boolean begun, String error, @Nullable String message);

  /** Nobody is at it any more. */
  @Query(
      """
      update larkspur.session_card
      set leased_until = null, turn_at = null, sending_begun = :begun
      where session_id = :sessionId
      """)
  void giveBack(UUID sessionId, boolean begun);

  @Query(
      """
      update larkspur.session_card
      set due_at = :dueAt, leased_until = null, turn_at = null, attempts = attempts + :tried,
          error = :error, error_message = :message
      where session_id = :sessionId
      """)
  void giveUp(
      UUID sessionId,
      @Nullable Instant dueAt,
      int tried,
      @Nullable String error,
      @Nullable String message);
}
