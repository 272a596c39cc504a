package dev.larkspur.benchmarks;

import dev.larkspur.embedded.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Asks a database directly, beside the server that uses it. */
record Sql(EmbeddedPostgres server, String url) {

  /** The database that every PostgreSQL of ours comes with. */
  static Sql of(EmbeddedPostgres server) {
    return new Sql(server, server.jdbcUrl());
  }

  void execute(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one number that {@code sql} asks for. */
  long number(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, server.user(), server.password());
  }
}
