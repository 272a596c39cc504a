package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code larkspur.request_limit}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface RequestLimitRows extends GenericRepository<RequestLimitRow, String> {
  /** 1: it counts; 0: there are so many already. */
  @Query(
      """
      insert into larkspur.request_limit as l (app_id, open_id, times, last_at)
      values (:appId, :openId, array[cast(:now as timestamptz)], :now)
      on conflict (app_id, open_id) do update set
        times = array(select t from unnest(l.times) t where t > :since order by t)
          || cast(:now as timestamptz),
        last_at = :now
      where (select count(*) from unnest(l.times) t where t > :since) < :most
      """)
  int count(String appId, String openId, int most, Instant since, Instant now);

  @Query(
      """
      select min(t) from larkspur.request_limit l, unnest(l.times) t
      where app_id = :appId and open_id = :openId and t > :since
      """)
  Optional<Instant> oldest(String appId, String openId, Instant since);
}
