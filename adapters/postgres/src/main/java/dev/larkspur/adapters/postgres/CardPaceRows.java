package dev.larkspur.adapters.postgres;

import dev.larkspur.adapters.postgres.CardPaceRow.Call;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code larkspur.card_pace}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface CardPaceRows extends GenericRepository<CardPaceRow, String> {
  @Query("select * from larkspur.card_pace where app_id = :appId and call = :call for update")
  Optional<CardPaceRow> lock(String appId, Call call);

  @Query(
      "insert into larkspur.card_pace (app_id, call) values (:appId, :call) on conflict do nothing")
  void insertIfNone(String appId, Call call);

  @Query(
      """
      update larkspur.card_pace set filled_at = :filledAt
      where app_id = :appId and call = :call
      """)
  void taken(String appId, Call call, Instant filledAt);
}
