package dev.larkspur.adapters.postgres;

import dev.larkspur.embedded.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database of a test's own, on the one PostgreSQL of this JVM. */
record Database(String url) {
  private static final EmbeddedPostgres SERVER = EmbeddedPostgres.throwaway();

  static Database fresh(String name) {
    return new Database(SERVER.newDatabase(name));
  }

  String user() {
    return SERVER.user();
  }

  String password() {
    return SERVER.password();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user(), password());
  }

  void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows, each with its columns as text, separated by '|'. */
  List<String> query(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (found.next()) {
        var row = new ArrayList<String>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
          row.add(String.valueOf(found.getString(column)));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  List<String> tables() {
    return query(
        "select 'larkspur.' || tablename from pg_tables where schemaname = 'larkspur'"
            + " and tablename not in ('schema_history', 'data_keys') order by 1");
  }

  /** Deleting little is faster than truncating. */
  void clear() {
    execute(
        "delete from larkspur.auth_session; delete from larkspur.grants;"
            + " delete from larkspur.app_user; delete from larkspur.caller_key;"
            + " delete from larkspur.token_release; delete from larkspur.token_budget;"
            + " delete from larkspur.audit; delete from larkspur.renewal_attempt;"
            + " delete from larkspur.revocation; delete from larkspur.card_pace;"
            + " delete from larkspur.connection_slot; delete from larkspur.request_limit;"
            + " delete from larkspur.handled_event; delete from larkspur.answered_request; delete from larkspur.chore");
  }
}
