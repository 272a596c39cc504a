package dev.larkspur.adapters.postgres;

import dev.larkspur.application.token.port.Pace;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.domain.identity.AppId;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Budgets in {@code larkspur.token_budget}: one row per app, locked while permits are taken. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresTokenBudget implements TokenBudget {
  private final TokenBudgetRows rows;
  private final Pace pace;
  private final TransactionOperations<Connection> transactions;

  PostgresTokenBudget(
      TokenBudgetRows rows,
      Pace pace,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.pace = pace;
    this.transactions = transactions;
  }

  @Override
  public Permits take(AppId app, Purpose purpose, int wanted, InstantSource clock) {
    return transactions.executeWrite(
        _ -> taken(locked(app.value()), purpose, wanted, clock.instant()));
  }

  private TokenBudgetRow locked(String app) {
    return rows.lock(app)
        .orElseGet(
            () -> {
              rows.insertIfNone(app);
              return rows.lock(app).orElseThrow();
            });
  }

  private Permits taken(TokenBudgetRow bucket, Purpose purpose, int wanted, Instant asked) {
    var now = Storable.instant(asked.isAfter(bucket.seenAt()) ? asked : bucket.seenAt());
    if (now.isBefore(bucket.pausedUntil())) {
      return new Permits(
          0, bucket.pausedUntil(), pace.interval(), pace.goodFor(), bucket.filledAt());
    }
    var permits = pace.permits(purpose, bucket.filledAt(), now, wanted);
    if (permits.count() > 0) {
      // whole microseconds, as what they are made of: nothing is rounded
      rows.taken(bucket.appId(), permits.fullAt(), now);
    }
    return permits;
  }

  @Override
  public void giveBack(AppId app, Permits permits, int unused) {
    transactions.executeWrite(
        _ -> {
          var bucket = locked(app.value());
          var filledAt = pace.afterReturn(bucket.filledAt(), permits, unused);
          rows.taken(app.value(), filledAt, bucket.seenAt());
          return null;
        });
  }

  /** Never down: the bucket would fill faster than the pace allows. */
  private static Instant roundedUp(Instant exact) {
    var stored = Storable.instant(exact);
    return stored.equals(exact) ? stored : stored.plus(1, ChronoUnit.MICROS);
  }

  @Override
  public void pause(AppId app, Instant until) {
    rows.pause(app.value(), roundedUp(until));
  }
}
