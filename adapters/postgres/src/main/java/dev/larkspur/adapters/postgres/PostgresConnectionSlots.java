package dev.larkspur.adapters.postgres;

import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.domain.connection.Connection;
import dev.larkspur.domain.connection.ConnectionStatus;
import dev.larkspur.domain.identity.AppId;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Slots in {@code larkspur.connection_slot}. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresConnectionSlots implements ConnectionSlots {
  private final ConnectionSlotRows rows;
  private final TransactionOperations<java.sql.Connection> transactions;

  PostgresConnectionSlots(
      ConnectionSlotRows rows,
      @Named(Migrations.DATASOURCE) TransactionOperations<java.sql.Connection> transactions) {
    this.rows = rows;
    this.transactions = transactions;
  }

  @Override
  public List<Integer> hold(AppId app, String instance, int wanted, Instant now, Instant until) {
    return transactions.executeWrite(
        _ -> {
          var slots = free(app.value(), instance, Storable.instant(now), wanted);
          if (!slots.isEmpty()) {
            rows.hold(app.value(), instance, slots, Storable.instant(now), Storable.instant(until));
          }
          return slots.stream().sorted().toList();
        });
  }

  private List<Integer> free(String app, String instance, Instant now, int wanted) {
    var slots = rows.lockFree(app, instance, now, wanted);
    if (!slots.isEmpty()) {
      return slots;
    }
    rows.insertMissing(app, MOST); // the app is new here, or none is free
    return rows.lockFree(app, instance, now, wanted);
  }

  @Override
  public void tell(Connection connection) {
    var status = connection.status();
    rows.tell(
        connection.app().value(),
        connection.slot(),
        connection.instance(),
        status.state(),
        Storable.instant(status.since()),
        status.failures(),
        Storable.text(status.reason()));
  }

  @Override
  public void release(AppId app, String instance) {
    rows.release(app.value(), instance);
  }

  @Override
  public List<Connection> held(Instant now) {
    return rows.held(Storable.instant(now)).stream()
        .map(PostgresConnectionSlots::connection)
        .toList();
  }

  private static Connection connection(ConnectionSlotRow row) {
    return new Connection(
        new AppId(row.appId()),
        row.slot(),
        row.instance(),
        new ConnectionStatus(row.state(), row.since(), row.failures(), row.reason()));
  }
}
