package dev.larkspur.adapters.postgres;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * What our connections put up with, unless the settings or the JDBC URL say otherwise: an instance
 * that is stopped in a transaction keeps its locks from the others for seconds, and a database that
 * vanished without a word is noticed.
 */
@Singleton
final class ConnectionLimits implements BeanCreatedEventListener<DatasourceConfiguration> {
  private static final Map<String, String> LIMITS =
      Map.of(
          "options", "-c idle_in_transaction_session_timeout=15s -c lock_timeout=5s",
          "tcpKeepAlive", "true",
          "connectTimeout", "10",
          "socketTimeout", "60");

  @Override
  public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
    var pool = event.getBean();
    if (pool.getName().equals(Migrations.DATASOURCE)) {
      LIMITS.forEach(pool.getDataSourceProperties()::putIfAbsent); // the URL outranks them
    }
    return pool;
  }
}
