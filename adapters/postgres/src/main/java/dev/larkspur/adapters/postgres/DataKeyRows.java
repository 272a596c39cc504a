package dev.larkspur.adapters.postgres;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** The one row of {@code larkspur.data_keys}. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface DataKeyRows extends GenericRepository<DataKeyRow, Short> {
  @Query("select * from larkspur.data_keys where id = 1")
  Optional<DataKeyRow> find();

  @Query(
      "insert into larkspur.data_keys (id, keyset) values (1, :keyset) on conflict (id) do nothing")
  void insertIfNone(Sealed keyset);
}
