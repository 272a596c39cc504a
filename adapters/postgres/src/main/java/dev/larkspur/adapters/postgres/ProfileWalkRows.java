package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Walks through the rows of {@code larkspur.grants}; whose turn it is, is a chore. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface ProfileWalkRows extends GenericRepository<AppUserRow, String> {
  @Query(
      """
      insert into larkspur.chore as c (name, taken_until) values (:name, :next)
      on conflict (name) do update set taken_until = excluded.taken_until
        where c.taken_until > excluded.taken_until
      """)
  int plan(String name, Instant next);

  /** 1: it was due and is ours. */
  @Query(
      "update larkspur.chore set taken_until = :until where name = :name and taken_until <= :now")
  int take(String name, Instant now, Instant until);

  /** 1: it was ours, and is until then. */
  @Query(
      "update larkspur.chore set taken_until = :until where name = :name and taken_until = :mine")
  int keep(String name, Instant mine, Instant until);

  /** Reads as many rows as it returns, whatever is in them. */
  @Query(
      """
      select g.open_id,
        g.renewal <> 'REVOKED' and g.expires_at > :now
          and (u.asked_at is null or u.asked_at <= :since) as due
      from larkspur.grants g
        left join larkspur.app_user u on u.app_id = g.app_id and u.open_id = g.open_id
      where g.app_id = :appId and g.open_id > :after
      order by g.open_id
      limit :most
      """)
  List<PassedRow> next(String appId, String after, Instant now, Instant since, int most);
}
