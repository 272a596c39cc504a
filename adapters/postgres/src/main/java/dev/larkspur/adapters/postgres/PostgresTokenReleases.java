package dev.larkspur.adapters.postgres;

import dev.larkspur.application.token.port.TokenReleases;
import dev.larkspur.domain.identity.Person;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Releases in {@code larkspur.token_release}. */
@Singleton
final class PostgresTokenReleases implements TokenReleases {
  private final TokenReleaseRows rows;

  PostgresTokenReleases(TokenReleaseRows rows) {
    this.rows = rows;
  }

  @Override
  public void record(UUID caller, Person person, long epoch, Instant at) {
    var exact = Storable.instant(at);
    rows.add(
        new TokenReleaseRow(
            person.app().value(),
            person.openId().value(),
            epoch,
            caller,
            at.truncatedTo(ChronoUnit.MINUTES),
            1,
            exact,
            exact));
  }
}
