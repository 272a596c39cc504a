package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The rows of {@code larkspur.consent_poll}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface ConsentPollRows extends GenericRepository<ConsentPollRow, UUID> {
  ConsentPollRow save(ConsentPollRow row);

  void deleteById(UUID sessionId);

  @Query("select count(*) from larkspur.consent_poll where app_id = :appId and due_at <= :now")
  int countDue(String appId, Instant now);

  @Query(
      """
      select * from larkspur.consent_poll
      where app_id = :appId and due_at <= :now
      order by polled = 0 and ends_at < :soon desc,
               due_at + (cast(:now as timestamptz) - asked_at) / 2
      limit :most
      for update skip locked
      """)
  List<ConsentPollRow> lockDue(String appId, Instant now, Instant soon, int most);

  @Query(
      """
      update larkspur.consent_poll set due_at = :until, polled = polled + 1
      where session_id in (:sessionIds)
      """)
  void lease(List<UUID> sessionIds, Instant until);

  @Query(
      """
      update larkspur.consent_poll set due_at = :dueAt, interval_ms = :intervalMs
      where session_id = :sessionId
      """)
  void again(UUID sessionId, Instant dueAt, long intervalMs);
}
