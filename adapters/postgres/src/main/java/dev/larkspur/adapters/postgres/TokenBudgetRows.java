package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code larkspur.token_budget}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface TokenBudgetRows extends GenericRepository<TokenBudgetRow, String> {
  @Query("select * from larkspur.token_budget where app_id = :appId for update")
  Optional<TokenBudgetRow> lock(String appId);

  @Query("insert into larkspur.token_budget (app_id) values (:appId) on conflict do nothing")
  void insertIfNone(String appId);

  @Query(
      """
      update larkspur.token_budget set filled_at = :filledAt, seen_at = :seenAt
      where app_id = :appId
      """)
  void taken(String appId, Instant filledAt, Instant seenAt);

  @Query(
      """
      insert into larkspur.token_budget as b (app_id, paused_until) values (:appId, :until)
      on conflict (app_id) do update set
        paused_until = greatest(b.paused_until, excluded.paused_until)
      """)
  void pause(String appId, Instant until);
}
