package dev.larkspur.adapters.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings our schema up to date before anybody gets hold of the datasource. A host's own Flyway, its
 * history and its schemas are left alone.
 */
@Singleton
final class Migrations implements BeanCreatedEventListener<DataSource> {
  static final String DATASOURCE = "larkspur";
  private static final String SCHEMA = "larkspur";

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    if (event.getBeanIdentifier().getName().equals(DATASOURCE)) {
      // others may have wrapped it before us, and a wrapper that asks the context for its
      // connection would have the datasource, which is not ready yet, made anew
      migrateUnhurried(DelegatingDataSource.unwrapDataSource(event.getBean()));
    }
    return event.getBean();
  }

  private static void migrateUnhurried(DataSource database) {
    if (database instanceof HikariDataSource pool) {
      migrate(new UnhurriedDataSource(pool));
      pool.getHikariPoolMXBean().softEvictConnections();
    } else {
      migrate(database); // the host's own, to which we set no limits
    }
  }

  private static void migrate(DataSource database) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(database)
        .schemas(SCHEMA)
        .table("schema_history")
        .locations("classpath:dev/larkspur/postgres/migrations")
        .load()
        .migrate();
  }
}
