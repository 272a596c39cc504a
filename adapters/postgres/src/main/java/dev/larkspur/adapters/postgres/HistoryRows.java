package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;

/** Old rows of several tables, and who removes them. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface HistoryRows extends GenericRepository<RenewalAttemptRow, UUID> {
  /** 1: it was free and is ours; 0: somebody has it. */
  @Query(
      """
      insert into larkspur.chore as c (name, taken_until) values (:name, :until)
      on conflict (name) do update set taken_until = excluded.taken_until
        where c.taken_until <= :now
      """)
  int take(String name, Instant now, Instant until);

  /** What hangs on a session goes with it; the one behind a standing grant can still be revoked. */
  @Query(
      """
      delete from larkspur.auth_session where id in (
        select s.id from larkspur.auth_session s
        where s.settled_at < :before
          and not exists (
            select 1 from larkspur.grants g
            where g.app_id = s.app_id and g.open_id = s.open_id
              and g.consent_session = s.id and g.renewal <> 'REVOKED')
        order by s.settled_at
        limit :most
        for update skip locked)
      """)
  int removeSessions(Instant before, int most);

  /** An attempt guards its epoch as long as that is the grant's. */
  @Query(
      """
      delete from larkspur.renewal_attempt where id in (
        select a.id from larkspur.renewal_attempt a
        where a.started_at < :before
          and not exists (
            select 1 from larkspur.grants g
            where g.app_id = a.app_id and g.open_id = a.open_id and g.epoch = a.epoch)
        order by a.started_at
        limit :most
        for update skip locked)
      """)
  int removeAttempts(Instant before, int most);

  @Query(
      """
      delete from larkspur.request_limit where (app_id, open_id) in (
        select app_id, open_id from larkspur.request_limit
        where last_at < :before
        order by last_at
        limit :most
        for update skip locked)
      """)
  int removeRequests(Instant before, int most);

  @Query(
      """
      delete from larkspur.handled_event where (app_id, event_id, subscriber) in (
        select app_id, event_id, subscriber from larkspur.handled_event
        where taken_until < :before
        order by taken_until
        limit :most
        for update skip locked)
      """)
  int removeEvents(Instant before, int most);

  @Query(
      """
      delete from larkspur.answered_request where id in (
        select id from larkspur.answered_request
        where begun_at < :before
        order by begun_at
        limit :most
        for update skip locked)
      """)
  int removeAnswers(Instant before, int most);
}
