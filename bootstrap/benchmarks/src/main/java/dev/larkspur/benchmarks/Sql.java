package dev.larkspur.benchmarks;

import dev.larkspur.embedded.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Asks a database directly, beside the server that uses it. */
final class Sql {
  static void execute(EmbeddedPostgres database, String sql) throws SQLException {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one number that {@code sql} asks for. */
  static long number(EmbeddedPostgres database, String sql) throws SQLException {
    try (var connection = connect(database);
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }

  static Connection connect(EmbeddedPostgres database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private Sql() {}
}
