package dev.larkspur.application.token;

import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.LeaseResult.RefreshRefused;
import dev.larkspur.application.token.LeaseResult.RefreshUnavailable;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.GrantFlow;
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
    var now = clock.instant();
    if (!grant.pair().left(now).isPositive()) { // we stood still, and its time ran out
      return new RefreshUnavailable(A_MOMENT, null);
    }
    if (!grant.wanted()) { // once for each pair: from now on it is renewed ahead of need
      var looked = grants.advance(grant.person(), g -> GrantFlow.decide(g, new LookedUp(), now));
      if (!(looked.grant() instanceof Held)) { // revoked since it was read
        return new AuthorizationRequired();
      }
    }
    if (!releases.hasRoom()) { // a release that cannot be recorded does not happen
      releases.flush();
    }
    return noted(caller, grant, now);
  }

  /**
   * As {@link #lend}, of a token that was looked up before; waits for nothing.
   *
   * @return null: it has to be lent the other way
   */
  @Nullable Leased lendKnown(UUID caller, Held grant) {
    var now = clock.instant();
    return grant.wanted() && grant.pair().left(now).isPositive() && releases.hasRoom()
        ? noted(caller, grant, now)
        : null;
  }

  private Leased noted(UUID caller, Held grant, Instant now) {
    releases.note(caller, grant.person(), grant.epoch(), now);
    var pair = grant.pair();
    return new Leased(
        new UserToken(
            grant.person(),
            pair.access(),
            pair.expiresAt(),
            pair.left(now),
            pair.scopes(),
            grant.epoch(),
            grant.isUncertain(now)));
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
