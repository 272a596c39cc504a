package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** The rows of {@code larkspur.answered_request}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface AnsweredRequestRows extends GenericRepository<AnsweredRequestRow, String> {
  Optional<AnsweredRequestRow> findById(String id);

  /** Takes it, if it is new or was abandoned. */
  @Query(
      """
      insert into larkspur.answered_request as r (id, fingerprint, begun_at)
      values (:id, :fingerprint, :now)
      on conflict (id) do update set begun_at = excluded.begun_at
      where r.answer is null and r.fingerprint = excluded.fingerprint and r.begun_at < :abandoned
      """)
  int begin(String id, String fingerprint, Instant now, Instant abandoned);

  @Query(
      """
      update larkspur.answered_request set answer = :answer
      where id = :id and begun_at = :begun and answer is null
      """)
  int answered(String id, Instant begun, Sealed answer);

  @Query(
      """
      delete from larkspur.answered_request
      where id = :id and begun_at = :begun and answer is null
      """)
  int forget(String id, Instant begun);
}
