package dev.larkspur.adapters.postgres;

import static java.util.Objects.requireNonNull;

import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.TokenPair;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Grants in {@code larkspur.grants}. */
@Singleton
final class PostgresGrants implements Grants {
  private static final String TABLE = "grants";
  private static final String ACCESS = "access_token";
  private static final String REFRESH = "refresh_token";
  private static final long FIRST_EPOCH = 1;

  private final GrantRows rows;
  private final Seals seals;
  private final Audit audit;

  PostgresGrants(GrantRows rows, Seals seals, Audit audit) {
    this.rows = rows;
    this.seals = seals;
    this.audit = audit;
  }

  /** To be called in the transaction that grants the session. */
  void award(Granted session, TokenPair pair) {
    var person = session.person();
    var refresh = pair.refresh();
    rows.replace(
        new GrantRow(
            person.app().value(),
            person.openId().value(),
            FIRST_EPOCH,
            seals.seal(pair.access(), Place.of(TABLE, ACCESS, person)),
            refresh == null ? null : seals.seal(refresh.value(), Place.of(TABLE, REFRESH, person)),
            Storable.instant(pair.issuedAt()),
            Storable.instant(pair.expiresAt()),
            refresh == null ? null : Storable.instant(refresh.expiresAt()),
            List.copyOf(pair.scopes().names()),
            Storable.instant(session.at())));
    audit.granted(session);
  }

  @Override
  public Optional<Grant> find(Person person) {
    return rows.find(person.app().value(), person.openId().value())
        .map(row -> new Grant(person, pair(row, person), row.epoch(), row.consentedAt()));
  }

  private TokenPair pair(GrantRow row, Person person) {
    var refresh =
        row.refreshToken() == null
            ? null
            : new RefreshToken(
                seals.open(row.refreshToken(), Place.of(TABLE, REFRESH, person)),
                requireNonNull(row.refreshExpiresAt()));
    return new TokenPair(
        seals.open(row.accessToken(), Place.of(TABLE, ACCESS, person)),
        row.issuedAt(),
        row.expiresAt(),
        refresh,
        Scopes.of(row.scopes()));
  }
}
