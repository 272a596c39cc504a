package dev.larkspur.adapters.postgres;

import dev.larkspur.application.access.port.KeyUses;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Last uses of keys in {@code larkspur.key_use}. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresKeyUses implements KeyUses {
  /**
   * All in one order, so that no two instances wait for each other; a key stays until it is done.
   */
  private static final String RECORD =
      """
      insert into larkspur.key_use as u (key, used_at)
      select k.id, n.used_at
      from unnest(?::uuid[], ?::timestamptz[]) as n (key, used_at)
        join larkspur.caller_key k on k.id = n.key
      order by k.id for key share of k
      on conflict (key) do update set used_at = greatest(u.used_at, excluded.used_at)""";

  private static final String LAST = "select key, used_at from larkspur.key_use";

  private final TransactionOperations<Connection> transactions;

  PostgresKeyUses(@Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  @Override
  public void record(Map<UUID, Instant> last) {
    transactions.executeWrite(status -> record(status.getConnection(), last));
  }

  private static int record(Connection connection, Map<UUID, Instant> last) throws SQLException {
    var keys = last.keySet().stream().map(UUID::toString).toArray();
    var times = last.values().stream().map(Storable::instant).map(Instant::toString).toArray();
    try (var statement = connection.prepareStatement(RECORD)) {
      statement.setArray(1, connection.createArrayOf("text", keys));
      statement.setArray(2, connection.createArrayOf("text", times));
      return statement.executeUpdate();
    }
  }

  @Override
  public Map<UUID, Instant> last() {
    return transactions.executeRead(status -> last(status.getConnection()));
  }

  private static Map<UUID, Instant> last(Connection connection) throws SQLException {
    var last = new HashMap<UUID, Instant>();
    try (var statement = connection.prepareStatement(LAST);
        var found = statement.executeQuery()) {
      while (found.next()) {
        last.put(
            found.getObject(1, UUID.class), found.getObject(2, OffsetDateTime.class).toInstant());
      }
    }
    return last;
  }
}
