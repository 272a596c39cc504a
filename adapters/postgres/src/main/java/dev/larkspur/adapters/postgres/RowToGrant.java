package dev.larkspur.adapters.postgres;

import static java.util.Objects.requireNonNull;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Attempt;
import dev.larkspur.domain.token.Consent;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Renewal;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Probed;
import dev.larkspur.domain.token.Renewal.Unspent;
import dev.larkspur.domain.token.Setback;
import dev.larkspur.domain.token.TokenPair;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads a grant from its row in {@code larkspur.grants}; opens what was sealed. */
@Singleton
final class RowToGrant {
  private final PairSeals seals;

  RowToGrant(PairSeals seals) {
    this.seals = seals;
  }

  /**
   * @throws BrokenSeal if the row was tampered with
   */
  Grant grant(GrantRow row) {
    var person = new Person(new AppId(row.appId()), new OpenId(row.openId()));
    var consent = new Consent(row.consentSession(), row.consentedAt());
    return row.renewal() == GrantRow.State.REVOKED
        ? new Revoked(person, consent, row.epoch(), requireNonNull(row.endedAt()))
        : new Held(
            person,
            consent,
            pair(row, person),
            row.epoch(),
            row.wanted(),
            renewal(row),
            row.askedAt());
  }

  private TokenPair pair(GrantRow row, Person person) {
    return seals.open(
        new PairSeals.Columns(
            requireNonNull(row.accessToken()),
            row.refreshToken(),
            requireNonNull(row.issuedAt()),
            requireNonNull(row.expiresAt()),
            row.refreshExpiresAt(),
            requireNonNull(row.scopes())),
        PairSeals.placeOf(person));
  }

  private static Renewal renewal(GrantRow row) {
    return switch (row.renewal()) {
      case UNSPENT -> new Unspent(setback(row));
      case PRESENTED -> new Presented(attempt(row), setback(row));
      case PROBED -> new Probed(attempt(row), error(row));
      case ENDED ->
          new Ended(
              Ending.valueOf(requireNonNull(row.endedWhy())),
              requireNonNull(row.endedAt()),
              error(row));
      case REVOKED -> throw new IllegalStateException("a withdrawn grant is not renewed");
    };
  }

  private static Attempt attempt(GrantRow row) {
    return new Attempt(
        requireNonNull(row.attemptId()),
        row.epoch(),
        requireNonNull(row.attemptOwner()),
        requireNonNull(row.attemptStartedAt()),
        requireNonNull(row.attemptUntil()));
  }

  private static Setback setback(GrantRow row) {
    return new Setback(row.setbacks(), row.notBefore(), error(row));
  }

  private static @Nullable PlatformError error(GrantRow row) {
    return row.errorCode() == null
        ? null
        : new PlatformError(row.errorCode(), row.errorMessage(), row.errorLogId());
  }
}
