package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code larkspur.caller_key}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface CallerKeyRows extends GenericRepository<CallerKeyRow, UUID> {
  CallerKeyRow save(CallerKeyRow row);

  void update(CallerKeyRow row);

  @Query("select * from larkspur.caller_key where hash = :hash or old_hash = :hash")
  Optional<CallerKeyRow> find(String hash);

  @Query("select * from larkspur.caller_key where id = :id for update")
  Optional<CallerKeyRow> lock(UUID id);

  @Query("select * from larkspur.caller_key order by created_at, id")
  List<CallerKeyRow> findAllOldestFirst();

  /** How many there were. */
  int deleteById(UUID id);
}
