package dev.larkspur.domain.token;

import dev.larkspur.domain.token.Grant.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a grant is renewed ahead of need, and when its person is asked of our own accord.
 *
 * <p>A grant whose token is used is renewed when a tenth of the token's life remains, a little
 * later for one than for another, so that those who consented together are not renewed together.
 * One that nobody looks up is renewed at half of its refresh token's life, only to keep it alive.
 *
 * @param coolDown the least time between two times that a person is asked of our own accord
 */
public record RenewalSchedule(Duration coolDown) {
  private static final int AHEAD = 10; // the last tenth of the life
  private static final int SPREAD = 50; // over a fiftieth of it

  /** When it is to be renewed, or probed; empty: never by itself. */
  public Optional<Instant> dueAt(Held grant) {
    return switch (grant.renewal()) {
      case Renewal.Unspent r -> renewAt(grant).map(due -> later(due, r.setback().notBefore()));
      case Renewal.Presented r -> Optional.of(probeAt(grant, r));
      case Renewal.Probed _, Renewal.Ended _ -> Optional.empty();
    };
  }

  private static Optional<Instant> renewAt(Held grant) {
    return Optional.ofNullable(grant.pair().refresh())
        .map(refresh -> halfway(grant, refresh))
        .map(idle -> grant.wanted() && ahead(grant).isBefore(idle) ? ahead(grant) : idle);
  }

  private static Instant ahead(Held grant) {
    return lastTenth(grant).plus(spread(grant, grant.pair().life().dividedBy(SPREAD)));
  }

  private static Instant halfway(Held grant, RefreshToken refresh) {
    var life = Duration.between(grant.pair().issuedAt(), refresh.expiresAt());
    var half = life.dividedBy(2);
    return grant.pair().issuedAt().plus(half).minus(spread(grant, half.dividedBy(SPREAD)));
  }

  private static Instant lastTenth(Held grant) {
    var pair = grant.pair();
    return pair.expiresAt().minus(pair.life().dividedBy(AHEAD));
  }

  /** The probe of a lost answer: once it cannot come any more and the token is nearly over. */
  static Instant probeAt(Held grant, Renewal.Presented first) {
    var over = later(first.attempt().until(), first.setback().notBefore());
    return later(over, lastTenth(grant));
  }

  /** A share of {@code most} that is the same each time it is asked, and differs by grant. */
  private static Duration spread(Held grant, Duration most) {
    int mixed = (grant.person().hashCode() * 31 + Long.hashCode(grant.epoch())) * 0x9E3779B9;
    return most.multipliedBy(mixed >>> 16).dividedBy(1 << 16);
  }

  /** When the service that uses it is without a token unless it is renewed before. */
  public static Instant deadline(Held grant) {
    var refresh = grant.pair().refresh();
    return grant.wanted() || refresh == null ? grant.pair().expiresAt() : refresh.expiresAt();
  }

  /**
   * When the person is to be asked to consent anew; empty: they were asked, or it is not needed.
   */
  public Optional<Instant> askAt(Held grant) {
    return uselessFrom(grant)
        .filter(from -> !isAskedSince(grant, from))
        .map(from -> grant.askedAt() == null ? from : later(from, grant.askedAt().plus(coolDown)));
  }

  /**
   * Once the token is over, whatever else becomes known of the same pair is no news to the person.
   */
  private static boolean isAskedSince(Held grant, Instant useless) {
    var asked = grant.askedAt();
    var end = grant.pair().expiresAt();
    return asked != null && (!asked.isBefore(useless) || !asked.isBefore(end));
  }

  private static Optional<Instant> uselessFrom(Held grant) {
    var end = grant.pair().expiresAt();
    return switch (grant.renewal()) {
      case Renewal.Ended r -> r.why().asks() ? Optional.of(r.at()) : Optional.empty();
      case Renewal.Probed r -> Optional.of(later(r.attempt().until(), end));
      case Renewal.Unspent _ ->
          grant.wanted() && !grant.pair().isRefreshable(end) ? Optional.of(end) : Optional.empty();
      case Renewal.Presented _ -> Optional.empty();
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
