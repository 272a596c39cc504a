package dev.larkspur.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a PostgreSQL has done so far, in all of its databases, as it counts itself.
 *
 * @param statements without those that only begin and end transactions
 * @param transactions a statement outside of one is one too
 * @param walBytes of its log, which is what it writes first
 */
record DatabaseWork(long statements, long transactions, long walBytes) {
  private static final String ALL =
      """
      select
        (select coalesce(sum(calls), 0) from pg_stat_statements
         where query !~* '^(begin|commit|rollback)'),
        (select sum(xact_commit) from pg_stat_database),
        pg_current_wal_lsn() - '0/0'
      """;
  private static final String HEAVIEST =
      """
      select calls, total_exec_time, shared_blks_hit,
        left(regexp_replace(query, '\\s+', ' ', 'g'), 90)
      from pg_stat_statements order by total_exec_time desc limit 16
      """;

  /** How {@code PostgresGrants.find} asks, which a lookup does that memory does not answer. */
  private static final String GRANT_READS =
      """
      select coalesce(sum(calls), 0) from pg_stat_statements
      where query = 'select * from larkspur.grants where app_id = $1 and open_id = $2'
      """;

  static void countFromNextStart(Sql database) throws SQLException {
    database.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
  }

  static void begin(Sql database) throws SQLException {
    database.execute("create extension pg_stat_statements");
  }

  static DatabaseWork soFar(Sql database) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var found = statement.executeQuery(ALL)) {
      found.next();
      return new DatabaseWork(found.getLong(1), found.getLong(2), found.getLong(3));
    }
  }

  /** How often somebody's grant was read, to be lent. */
  static long grantReads(Sql database) throws SQLException {
    return database.number(GRANT_READS);
  }

  /** From now on {@link #heaviest} tells. */
  static void forget(Sql database) throws SQLException {
    database.execute("select pg_stat_statements_reset()");
  }

  /** The statements that took the most time, one in a line. */
  static List<String> heaviest(Sql database) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement();
        var found = statement.executeQuery(HEAVIEST)) {
      var lines = new ArrayList<String>();
      while (found.next()) {
        long calls = found.getLong(1);
        lines.add(
            String.format(
                Locale.ROOT,
                "%9d × %7.3f ms, %5d pages  %s",
                calls,
                found.getDouble(2) / calls,
                found.getLong(3) / calls,
                found.getString(4)));
      }
      return lines;
    }
  }

  DatabaseWork since(DatabaseWork before) {
    return new DatabaseWork(
        statements - before.statements,
        transactions - before.transactions,
        walBytes - before.walBytes);
  }
}
