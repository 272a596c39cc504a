package dev.larkspur.adapters.postgres;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals rows anew, a batch at a time. They are read, and sealed in memory, without any lock; a row
 * that was written meanwhile keeps what was written, since a ciphertext is replaced only where it
 * is still, byte by byte, the one that was read.
 */
@Singleton
final class Reencryption {
  private static final Logger LOG = LoggerFactory.getLogger(Reencryption.class);
  private static final int ROWS = 500;

  private final Seals seals;
  private final TransactionOperations<Connection> transactions;

  Reencryption(
      Seals seals, @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.seals = seals;
    this.transactions = transactions;
  }

  /**
   * Rows whose ciphertexts were sealed anew, but not stored yet.
   *
   * @param rows the keys of all, in order; none: the table has been gone through
   * @param broken those that do not open
   */
  record Batch(
      SealedTable table,
      List<List<String>> rows,
      List<Replacement> replacements,
      List<Sealed> broken) {
    boolean isEmpty() {
      return rows.isEmpty();
    }

    List<String> last() {
      return rows.getLast();
    }
  }

  /** Of a row, in one column. */
  record Replacement(List<String> row, String column, Sealed old, Sealed fresh) {}

  private record Found(List<String> row, String column, @Nullable Sealed sealed) {}

  /**
   * @param key what all is to be sealed with, and is by this instance
   * @param after the key of the last row that was done; null: begin
   */
  Batch next(SealedTable table, long key, @Nullable List<String> after) {
    // what is left may be far apart, so that most of the table is read to find it
    var found =
        transactions.executeRead(
            s -> read(UnhurriedDataSource.forWholeTables(s.getConnection()), table, key, after));
    var replacements = new ArrayList<Replacement>();
    var broken = new ArrayList<Sealed>();
    for (var one : found) {
      var sealed = one.sealed();
      if (sealed != null && !sealed.isSealedWith(key)) {
        var fresh = anew(sealed, table.place(one.column(), one.row()));
        fresh.ifPresentOrElse(
            f -> replacements.add(new Replacement(one.row(), one.column(), sealed, f)),
            () -> broken.add(sealed));
      }
    }
    return new Batch(
        table, found.stream().map(Found::row).distinct().toList(), replacements, broken);
  }

  private Optional<Sealed> anew(Sealed sealed, Place place) {
    try {
      return Optional.of(seals.seal(seals.open(sealed, place), place));
    } catch (BrokenSeal e) {
      LOG.error("Left as it is: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static List<Found> read(
      Connection connection, SealedTable table, long key, @Nullable List<String> after)
      throws SQLException {
    try (var statement = connection.prepareStatement(table.next(after == null))) {
      int at = 0;
      for (var part : after == null ? List.<String>of() : after) {
        statement.setString(++at, part);
      }
      for (var _ : table.columns()) {
        statement.setBytes(++at, Sealed.prefix(key));
      }
      statement.setInt(++at, ROWS);
      try (var result = statement.executeQuery()) {
        var found = new ArrayList<Found>();
        while (result.next()) {
          found.addAll(row(result, table));
        }
        return found;
      }
    }
  }

  private static List<Found> row(ResultSet result, SealedTable table) throws SQLException {
    var key = new ArrayList<String>();
    for (int i = 1; i <= table.key().size(); i++) {
      key.add(result.getString(i));
    }
    var found = new ArrayList<Found>();
    for (int i = 0; i < table.columns().size(); i++) {
      var bytes = result.getBytes(table.key().size() + 1 + i);
      found.add(
          new Found(
              List.copyOf(key), table.columns().get(i), bytes == null ? null : new Sealed(bytes)));
    }
    return found;
  }

  /** In the caller's transaction. */
  void store(Batch batch, Connection connection) throws SQLException {
    for (var column : batch.table().columns()) {
      try (var statement = connection.prepareStatement(batch.table().replace(column))) {
        for (var one : batch.replacements()) {
          if (one.column().equals(column)) {
            int at = 0;
            statement.setBytes(++at, one.fresh().ciphertext());
            for (var part : one.row()) {
              statement.setString(++at, part);
            }
            statement.setBytes(++at, one.old().ciphertext());
            statement.addBatch();
          }
        }
        statement.executeBatch();
      }
    }
  }
}
