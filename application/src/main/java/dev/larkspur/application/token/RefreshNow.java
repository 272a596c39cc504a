package dev.larkspur.application.token;

import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.GrantRevoked;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantCommand.Need;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A caller says that a token does not serve, though it should: gets a newer one, or none. */
public final class RefreshNow {
  private final Grants grants;
  private final RenewGrant renew;
  private final Lender lender;

  public RefreshNow(Grants grants, RenewGrant renew, Lender lender) {
    this.grants = grants;
    this.renew = renew;
    this.lender = lender;
  }

  /**
   * @param caller whose right to this person's token was checked
   * @param epoch of the token that does not serve; null: the present one. Callers who name it share
   *     one refresh even if they come one after the other
   */
  public LeaseResult handle(UUID caller, Person person, @Nullable Long epoch) {
    return switch (grants.find(person).orElse(null)) {
      case null -> new AuthorizationRequired();
      case Revoked _ -> new GrantRevoked();
      case Held held -> {
        long old = epoch == null ? held.epoch() : Math.min(epoch, held.epoch());
        var outcome = renew.handle(person, new Need.Newer(old));
        yield newer(caller, outcome, old);
      }
    };
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
