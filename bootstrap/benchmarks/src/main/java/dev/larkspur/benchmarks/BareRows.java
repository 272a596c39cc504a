package dev.larkspur.benchmarks;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** What a service with a database has at the least: a repository. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = BareRows.DATASOURCE)
@Requires(property = "datasources." + BareRows.DATASOURCE)
interface BareRows extends GenericRepository<BareRow, Long> {
  String DATASOURCE = "bare";

  @Query("select 1 as id")
  BareRow one();
}
