package dev.larkspur.adapters.postgres;

import static java.util.Objects.requireNonNull;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.TokenPair;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Seals and opens the two tokens of a pair, in the columns that every table has for them. */
@Singleton
final class PairSeals {
  private static final String ACCESS = "access_token";
  private static final String REFRESH = "refresh_token";

  /** A pair as it is stored. */
  record Columns(
      Sealed access,
      @Nullable Sealed refresh,
      Instant issuedAt,
      Instant expiresAt,
      @Nullable Instant refreshExpiresAt,
      List<String> scopes) {}

  private final Seals seals;

  PairSeals(Seals seals) {
    this.seals = seals;
  }

  /** Where the columns of a person's grant are. */
  static Function<String, Place> placeOf(Person person) {
    return column -> Place.of(GrantRow.TABLE, column, person);
  }

  /** Where the columns of a revocation are. */
  static Function<String, Place> placeOf(UUID revocation) {
    return column -> new Place(RevocationRow.TABLE, column, revocation.toString());
  }

  Sealed access(TokenPair pair, Function<String, Place> place) {
    return seals.seal(pair.access(), place.apply(ACCESS));
  }

  @Nullable Sealed refresh(TokenPair pair, Function<String, Place> place) {
    return pair.refresh() == null ? null : seals.seal(pair.refresh().value(), place.apply(REFRESH));
  }

  TokenPair open(Columns columns, Function<String, Place> place) {
    var refresh =
        columns.refresh() == null
            ? null
            : new RefreshToken(
                seals.open(columns.refresh(), place.apply(REFRESH)),
                requireNonNull(columns.refreshExpiresAt()));
    return new TokenPair(
        seals.open(columns.access(), place.apply(ACCESS)),
        columns.issuedAt(),
        columns.expiresAt(),
        refresh,
        Scopes.of(columns.scopes()));
  }
}
