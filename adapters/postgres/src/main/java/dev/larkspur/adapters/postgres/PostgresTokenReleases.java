package dev.larkspur.adapters.postgres;

import dev.larkspur.application.token.port.TokenReleases;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Releases in {@code larkspur.token_release}. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresTokenReleases implements TokenReleases {
  /** All of them in one statement, in one order, so that no two instances wait for each other. */
  private static final String ADD =
      """
      insert into larkspur.token_release as r (
        app_id, open_id, epoch, caller, minute, count, first_at, last_at)
      select app_id, open_id, epoch, caller, timestamptz 'epoch' + minute * interval '1 microsecond',
        count, timestamptz 'epoch' + first * interval '1 microsecond',
        timestamptz 'epoch' + last * interval '1 microsecond'
      from unnest(?, ?, ?::uuid[], ?, ?, ?, ?, ?) as n (
        app_id, open_id, caller, epoch, minute, count, first, last)
      order by app_id, open_id, epoch, caller, minute
      on conflict (app_id, open_id, epoch, caller, minute) do update set
        count = r.count + excluded.count,
        first_at = least(r.first_at, excluded.first_at),
        last_at = greatest(r.last_at, excluded.last_at)""";

  private static final List<Function<Release, String>> TEXTS =
      List.of(
          release -> release.person().app().value(),
          release -> release.person().openId().value(),
          release -> release.caller().toString());

  /** What the driver sends as it is; to put times into words, and read them, would cost more. */
  private static final List<ToLongFunction<Release>> NUMBERS =
      List.of(
          Release::epoch,
          release -> micros(release.minute()),
          Release::count,
          release -> micros(release.first()),
          release -> micros(release.last()));

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
      int column = 0;
      for (var text : TEXTS) {
        var texts = releases.stream().map(text).toArray();
        statement.setArray(++column, connection.createArrayOf("text", texts));
      }
      for (var number : NUMBERS) {
        var numbers = releases.stream().mapToLong(number).boxed().toArray(Long[]::new);
        statement.setArray(++column, connection.createArrayOf("int8", numbers));
      }
      return statement.executeUpdate();
    }
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
