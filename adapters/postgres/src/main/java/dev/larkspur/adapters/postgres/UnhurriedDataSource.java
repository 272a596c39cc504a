package dev.larkspur.adapters.postgres;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Connections without {@link ConnectionLimits}: a migration may build an index for minutes, while
 * the connection that holds its lock idles. The pool must not lend them to anybody afterwards.
 */
final class UnhurriedDataSource extends DelegatingDataSource {
  private static final Duration WHOLE_TABLE = Duration.ofMinutes(30);

  UnhurriedDataSource(DataSource pool) {
    super(pool);
  }

  @Override
  public Connection getConnection() throws SQLException {
    var connection = super.getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute("set idle_in_transaction_session_timeout = 0; set lock_timeout = 0");
      connection.setNetworkTimeout(Runnable::run, 0);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Has time, until it is given back, for statements that may read a table from end to end. */
  static Connection forWholeTables(Connection connection) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(WHOLE_TABLE.toMillis()));
    return connection;
  }
}
