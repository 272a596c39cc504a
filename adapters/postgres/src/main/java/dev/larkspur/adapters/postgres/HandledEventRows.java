package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code larkspur.handled_event}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface HandledEventRows extends GenericRepository<HandledEventRow, String> {
  /** 1: it is taken; 0: it is handled, or somebody has it. */
  @Query(
      """
      insert into larkspur.handled_event as e (app_id, event_id, subscriber, ticket, taken_until)
      values (:appId, :eventId, :subscriber, :ticket, :until)
      on conflict (app_id, event_id, subscriber) do update set
        ticket = excluded.ticket, taken_until = excluded.taken_until
      where not e.handled and e.taken_until <= :now
      """)
  int take(
      String appId, String eventId, String subscriber, UUID ticket, Instant now, Instant until);

  @Query(
      """
      select handled from larkspur.handled_event
      where app_id = :appId and event_id = :eventId and subscriber = :subscriber
      """)
  Optional<Boolean> isHandled(String appId, String eventId, String subscriber);

  @Query(
      """
      update larkspur.handled_event set handled = true
      where app_id = :appId and event_id = :eventId and subscriber = :subscriber
      """)
  void handled(String appId, String eventId, String subscriber);

  @Query(
      """
      update larkspur.handled_event set taken_until = :now
      where app_id = :appId and event_id = :eventId and subscriber = :subscriber
        and ticket = :ticket
      """)
  void giveBack(String appId, String eventId, String subscriber, UUID ticket, Instant now);
}
