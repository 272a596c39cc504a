package dev.larkspur.adapters.postgres;

import dev.larkspur.adapters.postgres.HeldKeys.Behind;
import dev.larkspur.application.keys.port.DataKeyRing;
import dev.larkspur.application.keys.port.KeyReport;
import dev.larkspur.application.keys.port.RotationStart;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data keys in {@code larkspur.data_keys}. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresDataKeyRing implements DataKeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresDataKeyRing.class);

  private final DataKeys keys;
  private final KeyRotation rotation;
  private final KeyReports reports;
  private final SealedTables sealed;
  private final Audit audit;
  private final TransactionOperations<Connection> transactions;

  PostgresDataKeyRing(
      DataKeys keys,
      KeyRotation rotation,
      KeyReports reports,
      SealedTables sealed,
      Audit audit,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.keys = keys;
    this.rotation = rotation;
    this.reports = reports;
    this.sealed = sealed;
    this.audit = audit;
    this.transactions = transactions;
  }

  @Override
  public KeyReport report() {
    return reports.report(keys.look());
  }

  @Override
  public List<SealedColumn> rehearse() {
    var columns = new LinkedHashMap<List<String>, Long>();
    for (var table : sealed.all()) {
      table.columns().forEach(column -> columns.put(List.of(table.name(), column), 0L));
    }
    sealed
        .counts()
        .forEach(c -> columns.merge(List.of(c.table(), c.column()), c.ciphertexts(), Long::sum));
    return columns.entrySet().stream()
        .map(e -> new SealedColumn(e.getKey().getFirst(), e.getKey().getLast(), e.getValue()))
        .toList();
  }

  @Override
  public RotationStart start(UUID by) {
    while (true) { // ends: a race that was lost to no rotation was lost to the last of its kind
      var now = keys.look();
      if (now.behind() != Behind.NOT || keys.isAnyLeftBehind()) {
        return new RotationStart.LeftBehind();
      }
      if (rotation.begin(now, by)) {
        return new RotationStart.Started(reports.rotation().orElseThrow());
      }
      if (reports.isRunning()) {
        return new RotationStart.Running();
      }
    }
  }

  @Override
  public boolean advance() {
    var now = keys.look();
    if (now.behind() != Behind.NOT) {
      keys.tellLeftBehind();
    } else if (now.opened().byPrevious()) {
      sealAnew(now);
    }
    return rotation.step();
  }

  private void sealAnew(HeldKeys now) {
    boolean sealedAnew =
        transactions.executeWrite(
            _ -> {
              if (!keys.sealAnew(now)) {
                return false;
              }
              audit.masterKeyChanged();
              return true;
            });
    if (sealedAnew) {
      keys.look();
      LOG.info(
          "The data keys are sealed with the new master key. When every instance has it,"
              + " LARKSPUR_MASTER_KEY_PREVIOUS is no longer needed");
    }
  }
}
