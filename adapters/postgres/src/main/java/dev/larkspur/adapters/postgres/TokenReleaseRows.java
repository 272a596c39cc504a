package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** The rows of {@code larkspur.token_release}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface TokenReleaseRows extends GenericRepository<TokenReleaseRow, String> {
  /** Adds to the entry of the same minute, if there is one. */
  @Query(
      """
      insert into larkspur.token_release as r (
        app_id, open_id, epoch, caller, minute, count, first_at, last_at)
      values (:appId, :openId, :epoch, :caller, :minute, :count, :firstAt, :lastAt)
      on conflict (app_id, open_id, epoch, caller, minute) do update set
        count = r.count + excluded.count,
        first_at = least(r.first_at, excluded.first_at),
        last_at = greatest(r.last_at, excluded.last_at)
      """)
  void add(TokenReleaseRow row);
}
