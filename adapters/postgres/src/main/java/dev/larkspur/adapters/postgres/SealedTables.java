package dev.larkspur.adapters.postgres;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where ciphertext is, as the database's catalogue tells: a table that is added later cannot be
 * forgotten, and losing the key of a forgotten one would be for good.
 */
@Singleton
final class SealedTables {
  private static final String SEALED_COLUMNS =
      """
      select c.relname, a.attname
      from pg_catalog.pg_attribute a
        join pg_catalog.pg_class c on c.oid = a.attrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'larkspur' and c.relkind in ('r', 'p') and c.relname <> 'data_keys'
        and a.atttypid = 'bytea'::regtype and not a.attisdropped
      order by c.relname, a.attnum
      """;

  private static final String PRIMARY_KEY =
      """
      select a.attname, format_type(a.atttypid, a.atttypmod)
      from pg_catalog.pg_index i
        cross join unnest(i.indkey) with ordinality as k (attnum, place)
        join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where i.indrelid = ('larkspur.' || ?)::regclass and i.indisprimary
      order by k.place
      """;

  private final TransactionOperations<Connection> transactions;

  SealedTables(@Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  /**
   * Ciphertexts of a column that name the same key.
   *
   * @param key -1: they name none
   */
  record Count(String table, String column, long key, long ciphertexts) {
    static final long NO_KEY = -1;
  }

  List<SealedTable> all() {
    return transactions.executeRead(status -> all(status.getConnection()));
  }

  private static List<SealedTable> all(Connection connection) throws SQLException {
    var columns = new LinkedHashMap<String, List<String>>();
    for (var pair : pairs(connection, SEALED_COLUMNS, List.of())) {
      columns.computeIfAbsent(pair.getFirst(), _ -> new ArrayList<>()).add(pair.getLast());
    }
    var tables = new ArrayList<SealedTable>();
    for (var table : columns.entrySet()) {
      var key =
          pairs(connection, PRIMARY_KEY, List.of(table.getKey())).stream()
              .map(pair -> new SealedTable.Key(pair.getFirst(), pair.getLast()))
              .toList();
      tables.add(new SealedTable(table.getKey(), key, table.getValue()));
    }
    return tables;
  }

  private static List<List<String>> pairs(Connection connection, String sql, List<String> arguments)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, arguments);
      try (var found = statement.executeQuery()) {
        var pairs = new ArrayList<List<String>>();
        while (found.next()) {
          pairs.add(List.of(found.getString(1), found.getString(2)));
        }
        return pairs;
      }
    }
  }

  /** Reads every table from end to end. */
  List<Count> counts() {
    return transactions.executeRead(
        status -> {
          var connection = UnhurriedDataSource.forWholeTables(status.getConnection());
          var counts = new ArrayList<Count>();
          for (var table : all(connection)) {
            for (var column : table.columns()) {
              counts.addAll(counts(connection, table, column));
            }
          }
          return counts;
        });
  }

  private static List<Count> counts(Connection connection, SealedTable table, String column)
      throws SQLException {
    try (var statement = connection.prepareStatement(table.countByPrefix(column));
        var found = statement.executeQuery()) {
      var counts = new ArrayList<Count>();
      while (found.next()) {
        var key = new Sealed(found.getBytes(1)).key().orElse(Count.NO_KEY);
        counts.add(new Count(table.name(), column, key, found.getLong(2)));
      }
      return counts;
    }
  }

  /** How many rows of each table hold what this key did not seal. */
  Map<String, Long> rowsNotSealedWith(long key) {
    return transactions.executeRead(
        status -> {
          var connection = UnhurriedDataSource.forWholeTables(status.getConnection());
          var rows = new LinkedHashMap<String, Long>();
          for (var table : all(connection)) {
            rows.put(table.name(), rowsNotSealedWith(key, table, connection));
          }
          return rows;
        });
  }

  private static long rowsNotSealedWith(long key, SealedTable table, Connection connection)
      throws SQLException {
    try (var statement = connection.prepareStatement(table.countOthers())) {
      set(statement, table.forEachColumn(Sealed.prefix(key)));
      try (var found = statement.executeQuery()) {
        return first(found);
      }
    }
  }

  private static long first(ResultSet found) throws SQLException {
    found.next();
    return found.getLong(1);
  }

  private static void set(PreparedStatement statement, List<?> arguments) throws SQLException {
    for (int i = 0; i < arguments.size(); i++) {
      statement.setObject(i + 1, arguments.get(i));
    }
  }
}
