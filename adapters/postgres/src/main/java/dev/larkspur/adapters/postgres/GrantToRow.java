package dev.larkspur.adapters.postgres;

import dev.larkspur.adapters.postgres.GrantRow.State;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.Renewal;
import dev.larkspur.domain.token.Renewal.Ended;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Probed;
import dev.larkspur.domain.token.Renewal.Unspent;
import dev.larkspur.domain.token.RenewalSchedule;
import dev.larkspur.domain.token.Setback;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a grant as a row of {@code larkspur.grants}; seals what is secret. */
@Singleton
final class GrantToRow {
  private final PairSeals seals;
  private final RenewalSchedule schedule;

  GrantToRow(PairSeals seals, RenewalSchedule schedule) {
    this.seals = seals;
    this.schedule = schedule;
  }

  /**
   * @param version of the row that is to be changed; 0 for a new one
   * @param withPair without it the two tokens are left out, for a change that leaves them as they
   *     are
   */
  GrantRow row(Held grant, long version, boolean withPair) {
    var pair = grant.pair();
    var refresh = pair.refresh();
    var place = PairSeals.placeOf(grant.person());
    var attempt = grant.attempt().orElse(null);
    var setback = setback(grant.renewal());
    var ended = grant.renewal() instanceof Ended e ? e : null;
    var error = grant.renewal().error();
    return new GrantRow(
        grant.person().app().value(),
        grant.person().openId().value(),
        version,
        grant.epoch(),
        grant.consent().session(),
        Storable.instant(grant.consent().at()),
        withPair ? seals.access(pair, place) : null,
        withPair ? seals.refresh(pair, place) : null,
        Storable.instant(pair.issuedAt()),
        Storable.instant(pair.expiresAt()),
        refresh == null ? null : Storable.instant(refresh.expiresAt()),
        List.copyOf(pair.scopes().names()),
        grant.wanted(),
        state(grant.renewal()),
        attempt == null ? null : attempt.id(),
        attempt == null ? null : attempt.owner(),
        attempt == null ? null : Storable.instant(attempt.startedAt()),
        attempt == null ? null : Storable.instant(attempt.until()),
        setback.count(),
        Storable.instant(setback.notBefore()),
        ended == null ? null : ended.why().name(),
        ended == null ? null : Storable.instant(ended.at()),
        error == null ? null : Storable.text(error.code()),
        error == null ? null : Storable.textOrNull(error.message()),
        error == null ? null : Storable.textOrNull(error.logId()),
        instantOrNull(grant.askedAt()),
        instantOrNull(schedule.dueAt(grant).orElse(null)),
        Storable.instant(RenewalSchedule.deadline(grant)),
        instantOrNull(schedule.askAt(grant).orElse(null)));
  }

  GrantRow row(Revoked grant, long version) {
    return new GrantRow(
        grant.person().app().value(),
        grant.person().openId().value(),
        version,
        grant.epoch(),
        grant.consent().session(),
        Storable.instant(grant.consent().at()),
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        State.REVOKED,
        null,
        null,
        null,
        null,
        0,
        Setback.NONE.notBefore(),
        null,
        Storable.instant(grant.at()),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static State state(Renewal renewal) {
    return switch (renewal) {
      case Unspent _ -> State.UNSPENT;
      case Presented _ -> State.PRESENTED;
      case Probed _ -> State.PROBED;
      case Ended _ -> State.ENDED;
    };
  }

  private static Setback setback(Renewal renewal) {
    return switch (renewal) {
      case Unspent(var setback) -> setback;
      case Presented(_, var setback) -> setback;
      case Probed _, Ended _ -> Setback.NONE;
    };
  }

  private static @Nullable Instant instantOrNull(@Nullable Instant exact) {
    return exact == null ? null : Storable.instant(exact);
  }
}
