package dev.larkspur.adapters.postgres;

import dev.larkspur.application.token.port.TokenReleases;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Releases in {@code larkspur.token_release}. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresTokenReleases implements TokenReleases {
  /** All of them in one statement, in one order, so that no two instances wait for each other. */
  private static final String ADD =
      """
      insert into larkspur.token_release as r (
        app_id, open_id, epoch, caller, minute, count, first_at, last_at)
      select * from unnest(?::text[], ?::text[], ?::bigint[], ?::uuid[],
        ?::timestamptz[], ?::bigint[], ?::timestamptz[], ?::timestamptz[]) order by 1, 2, 3, 4, 5
      on conflict (app_id, open_id, epoch, caller, minute) do update set
        count = r.count + excluded.count,
        first_at = least(r.first_at, excluded.first_at),
        last_at = greatest(r.last_at, excluded.last_at)""";

  private static final List<Function<Release, Object>> COLUMNS =
      List.of(
          release -> release.person().app().value(),
          release -> release.person().openId().value(),
          Release::epoch,
          Release::caller,
          release -> Storable.instant(release.minute()),
          Release::count,
          release -> Storable.instant(release.first()),
          release -> Storable.instant(release.last()));

  private final TransactionOperations<Connection> transactions;

  PostgresTokenReleases(
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  @Override
  public void add(List<Release> releases) {
    transactions.executeWrite(status -> add(status.getConnection(), releases));
  }

  private static int add(Connection connection, List<Release> releases) throws SQLException {
    try (var statement = connection.prepareStatement(ADD)) {
      for (int i = 0; i < COLUMNS.size(); i++) {
        var texts = releases.stream().map(COLUMNS.get(i)).map(Object::toString).toArray();
        statement.setArray(i + 1, connection.createArrayOf("text", texts));
      }
      return statement.executeUpdate();
    }
  }
}
