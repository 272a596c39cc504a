package dev.larkspur.application.token;

import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.GrantRevoked;
import dev.larkspur.application.token.LeaseResult.JustIssued;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantCommand.Need;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A caller says that a token does not serve, though it should: gets a newer one, or none. */
public final class RefreshNow {
  private final Grants grants;
  private final RenewGrant renew;
  private final Lender lender;
  private final InstantSource clock;

  public RefreshNow(Grants grants, RenewGrant renew, Lender lender, InstantSource clock) {
    this.grants = grants;
    this.renew = renew;
    this.lender = lender;
    this.clock = clock;
  }

  /**
   * @param caller whose right to this person's token was checked
   * @param epoch of the token that does not serve; null: the present one. Callers who name it share
   *     one refresh even if they come one after the other
   */
  public LeaseResult handle(UUID caller, Person person, @Nullable Long epoch) {
    return handle(caller, person, epoch, Duration.ZERO);
  }

  /**
   * As {@link #handle(UUID, Person, Long)}, for callers who come by themselves and would come for
   * each call that the platform does not take, whatever the reason.
   *
   * @param unripe a valid token younger than this is not replaced, whoever had it issued, on
   *     whichever instance
   */
  public LeaseResult handle(UUID caller, Person person, @Nullable Long epoch, Duration unripe) {
    return switch (grants.find(person).orElse(null)) {
      case null -> new AuthorizationRequired();
      case Revoked _ -> new GrantRevoked();
      case Held held -> {
        long old = epoch == null ? held.epoch() : Math.min(epoch, held.epoch());
        var wait = old == held.epoch() ? untilRipe(held, unripe) : Duration.ZERO;
        yield wait.isPositive()
            ? new JustIssued(wait)
            : newer(caller, renew.handle(person, new Need.Newer(old)), old);
      }
    };
  }

  /*
   * Read once and not decided again with the renewal: a pair only grows older, and one that has taken
   * its place meanwhile is newer than what was named, so that the renewal finds no need.
   */
  private Duration untilRipe(Held held, Duration unripe) {
    var now = clock.instant();
    return unripe.isPositive() && held.pair().left(now).isPositive()
        ? unripe.minus(Duration.between(held.pair().issuedAt(), now))
        : Duration.ZERO;
  }

  private LeaseResult newer(UUID caller, RenewalOutcome outcome, long old) {
    return switch (outcome) {
      case RenewalOutcome.Renewed(var held) when held.epoch() > old -> lender.lend(caller, held);
      case RenewalOutcome.AlreadyRenewed(var held) when held.epoch() > old ->
          lender.lend(caller, held);
      case RenewalOutcome.Revoked _ -> new GrantRevoked();
      default -> Lender.unavailable(outcome);
    };
  }
}
