package dev.larkspur.adapters.postgres;

import dev.larkspur.adapters.postgres.Reencryption.Batch;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways through all tables that a rotation makes: a long one, batch by batch, which goes on
 * where it was left; and a last one for what lagging instances still wrote, which begins anew each
 * time.
 */
@Singleton
final class RotationPasses {
  private static final Logger LOG = LoggerFactory.getLogger(RotationPasses.class);
  private static final int TENTHS = 10;

  private final SealedTables sealed;
  private final Reencryption reencryption;
  private final KeyRotationRows rotations;
  private final KeyRotationTableRows tables;
  private final TransactionOperations<Connection> transactions;

  RotationPasses(
      SealedTables sealed,
      Reencryption reencryption,
      KeyRotationRows rotations,
      KeyRotationTableRows tables,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.sealed = sealed;
    this.reencryption = reencryption;
    this.rotations = rotations;
    this.tables = tables;
    this.transactions = transactions;
  }

  /** How many rows of each table there are to do. */
  Map<String, Long> toDo(KeyRotationRow rotation) {
    return sealed.rowsNotSealedWith(rotation.newKey());
  }

  /** In the caller's transaction. */
  void begin(KeyRotationRow rotation, Map<String, Long> toDo) {
    toDo.forEach((table, rows) -> tables.insert(rotation.number(), table, rows));
  }

  /**
   * Does the next batch of the long way.
   *
   * @return false if it has come to its end
   */
  boolean goOn(KeyRotationRow rotation) {
    var all = tables.findByRotation(rotation.number());
    var next = all.stream().filter(table -> !table.finished()).findFirst();
    next.ifPresent(
        table -> {
          goOn(rotation, table);
          tellTenths(all, tables.findByRotation(rotation.number()));
        });
    return next.isPresent();
  }

  private void goOn(KeyRotationRow rotation, KeyRotationTableRow row) {
    var table = sealed.all().stream().filter(t -> t.name().equals(row.tableName())).findFirst();
    var after = row.afterKey();
    var batch = table.map(t -> reencryption.next(t, rotation.newKey(), after));
    whileHeld(
        rotation,
        connection -> {
          if (batch.isEmpty() || batch.get().isEmpty()) {
            tables.finish(rotation.number(), row.tableName());
          } else {
            store(batch.get(), rotation, connection);
            tables.advance(
                rotation.number(),
                row.tableName(),
                batch.get().rows().size(),
                batch.get().broken().size(),
                batch.get().last());
          }
        });
  }

  private void store(Batch batch, KeyRotationRow rotation, Connection connection)
      throws SQLException {
    if (!batch.replacements().isEmpty()) {
      reencryption.store(batch, connection);
      rotations.tellChanged(rotation.number());
    }
  }

  /**
   * Looks for what is left, and does it: next to nothing.
   *
   * @param isOld tells the keys that are to be removed
   * @return whether nothing was left that one of them opens
   */
  boolean finish(KeyRotationRow rotation, LongPredicate isOld) {
    long brokenOfOld = 0;
    boolean clean = true;
    for (var table : sealed.all()) {
      long broken = 0;
      @Nullable List<String> after = null;
      for (Batch batch = reencryption.next(table, rotation.newKey(), after);
          !batch.isEmpty();
          batch = reencryption.next(table, rotation.newKey(), after)) {
        var done = batch;
        if (!whileHeld(rotation, connection -> store(done, rotation, connection))) {
          return false;
        }
        after = done.last();
        clean &= done.replacements().isEmpty();
        broken += done.broken().size();
        brokenOfOld += done.broken().stream().filter(s -> isOf(s, isOld)).count();
      }
      tables.setBroken(rotation.number(), table.name(), broken);
    }
    return clean && ciphertexts(isOld) <= brokenOfOld;
  }

  private long ciphertexts(LongPredicate keys) {
    return sealed.counts().stream()
        .filter(count -> keys.test(count.key()))
        .mapToLong(SealedTables.Count::ciphertexts)
        .sum();
  }

  /** How many ciphertexts do not open, as the last way through has told. */
  long broken(KeyRotationRow rotation) {
    return tables.findByRotation(rotation.number()).stream()
        .mapToLong(KeyRotationTableRow::broken)
        .sum();
  }

  private static boolean isOf(Sealed sealed, LongPredicate keys) {
    return sealed.key().isPresent() && keys.test(sealed.key().getAsLong());
  }

  /** What is done while the lease is ours. */
  @FunctionalInterface
  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  /** Does nothing, and returns false, if another instance has taken the rotation over. */
  private boolean whileHeld(KeyRotationRow rotation, Work work) {
    return transactions.executeWrite(
        status -> {
          boolean held =
              rotations.hold(rotation.number(), Objects.requireNonNull(rotation.leasedBy())) == 1;
          if (held) {
            work.on(status.getConnection());
          }
          return held;
        });
  }

  private static void tellTenths(List<KeyRotationTableRow> before, List<KeyRotationTableRow> now) {
    long tenths = tenths(now);
    if (tenths > tenths(before)) {
      LOG.info(
          "Rotation of the data key: {} % of {} rows are re-encrypted",
          tenths * TENTHS, now.stream().mapToLong(KeyRotationTableRow::total).sum());
    }
  }

  private static long tenths(List<KeyRotationTableRow> tables) {
    long total = tables.stream().mapToLong(KeyRotationTableRow::total).sum();
    long done = tables.stream().mapToLong(KeyRotationTableRow::done).sum();
    return total == 0 ? TENTHS : TENTHS * done / total;
  }
}
