package dev.larkspur.adapters.postgres;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** The rows of {@code larkspur.audit}, which are only ever added. */
@JdbcRepository(dialect = Dialect.POSTGRES, dataSource = Migrations.DATASOURCE)
interface AuditRows extends GenericRepository<AuditRow, Long> {
  AuditRow save(AuditRow row);
}
