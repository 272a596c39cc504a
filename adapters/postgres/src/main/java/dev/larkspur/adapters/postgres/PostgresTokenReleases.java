package dev.larkspur.adapters.postgres;

import dev.larkspur.application.token.port.TokenReleases;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;

/** Releases in {@code larkspur.token_release}. */
@Singleton
final class PostgresTokenReleases implements TokenReleases {
  /** One order for all, so that no two instances wait for each other. */
  private static final Comparator<Release> ORDER =
      Comparator.comparing((Release release) -> release.person().app().value())
          .thenComparing(release -> release.person().openId().value())
          .thenComparingLong(Release::epoch)
          .thenComparing(Release::caller)
          .thenComparing(Release::minute);

  private final TokenReleaseRows rows;
  private final TransactionOperations<Connection> transactions;

  PostgresTokenReleases(
      TokenReleaseRows rows,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.transactions = transactions;
  }

  @Override
  public void add(List<Release> releases) {
    transactions.executeWrite(
        _ -> {
          releases.stream().sorted(ORDER).map(PostgresTokenReleases::row).forEach(rows::add);
          return releases.size();
        });
  }

  private static TokenReleaseRow row(Release release) {
    return new TokenReleaseRow(
        release.person().app().value(),
        release.person().openId().value(),
        release.epoch(),
        release.caller(),
        Storable.instant(release.minute()),
        release.count(),
        Storable.instant(release.first()),
        Storable.instant(release.last()));
  }
}
