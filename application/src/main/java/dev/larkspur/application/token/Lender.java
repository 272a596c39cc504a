package dev.larkspur.application.token;

import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.LeaseResult.RefreshRefused;
import dev.larkspur.application.token.LeaseResult.RefreshUnavailable;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.Lendable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands tokens out, and notes that it did. */
public final class Lender {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final Grants grants;
  private final ReleaseLedger releases;
  private final InstantSource clock;

  public Lender(Grants grants, ReleaseLedger releases, InstantSource clock) {
    this.grants = grants;
    this.releases = releases;
    this.clock = clock;
  }

  LeaseResult lend(UUID caller, Held grant) {
    return lend(caller, new Remembered(Lendable.of(grant, clock.instant())));
  }

  LeaseResult lend(UUID caller, Remembered remembered) {
    var now = clock.instant();
    var token = remembered.token();
    if (!token.left(now).isPositive()) { // we stood still, and its time ran out
      return new RefreshUnavailable(A_MOMENT, null);
    }
    if (!token.wanted()) { // once for each pair: from now on it is renewed ahead of need
      var looked = grants.advance(token.person(), g -> GrantFlow.decide(g, new LookedUp(), now));
      if (!(looked.grant() instanceof Held)) { // revoked since it was read
        return new AuthorizationRequired();
      }
    }
    if (!releases.hasRoom()) { // a release that cannot be recorded does not happen
      releases.flush();
    }
    return noted(caller, remembered, now);
  }

  /**
   * As {@link #lend}, of a token that was looked up before; waits for nothing.
   *
   * @return null: it has to be lent the other way
   */
  @Nullable Leased lendKnown(UUID caller, Remembered remembered, Instant now) {
    var token = remembered.token();
    return token.wanted() && token.left(now).isPositive() && releases.hasRoom()
        ? noted(caller, remembered, now)
        : null;
  }

  private Leased noted(UUID caller, Remembered remembered, Instant now) {
    releases.note(caller, remembered, now);
    var token = remembered.token();
    return new Leased(
        new UserToken(
            token.person(),
            token.access(),
            token.expiresAt(),
            token.left(now),
            token.scopes(),
            token.epoch(),
            token.uncertain()));
  }

  /** What a caller is told who cannot have a token because of {@code outcome}. */
  static LeaseResult unavailable(RenewalOutcome outcome) {
    return switch (outcome) {
      case RenewalOutcome.RetryLater(var wait, var error) -> new RefreshUnavailable(wait, error);
      case RenewalOutcome.Limited(var wait, var error) -> new RefreshUnavailable(wait, error);
      case RenewalOutcome.Barred(var wait, var error) -> new RefreshUnavailable(wait, error);
      case RenewalOutcome.Uncertain(var wait) -> new RefreshUnavailable(wait, null);
      case RenewalOutcome.Misconfigured(var error) -> new RefreshRefused(error);
      case RenewalOutcome.ReauthorizationRequired _, RenewalOutcome.Revoked _ ->
          new AuthorizationRequired();
      case RenewalOutcome.Renewed _, RenewalOutcome.AlreadyRenewed _ ->
          new RefreshUnavailable(A_MOMENT, null); // of another epoch than asked for
    };
  }
}
