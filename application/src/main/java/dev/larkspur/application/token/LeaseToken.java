package dev.larkspur.application.token;

import dev.larkspur.application.memory.Memory;
import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.LeaseResult.MissingScopes;
import dev.larkspur.application.token.LeaseResult.TooDemanding;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.Lendable;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.TokenPolicy;
import dev.larkspur.domain.token.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lends a caller a person's token. Never sends a card. */
public final class LeaseToken {
  private final Grants grants;
  private final Memory<Person, Remembered> memory;
  private final RenewGrant renew;
  private final Lender lender;
  private final TokenPolicy policy;
  private final InstantSource clock;

  public LeaseToken(
      Grants grants,
      Memory<Person, Remembered> memory,
      RenewGrant renew,
      Lender lender,
      TokenPolicy policy,
      InstantSource clock) {
    this.grants = grants;
    this.memory = memory;
    this.renew = renew;
    this.lender = lender;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * Answers from memory, as {@link #handle} would; waits for nothing.
   *
   * @return null: memory does not suffice
   */
  public @Nullable Leased peek(UUID caller, Person person, Duration minTtl, Scopes scopes) {
    var recalled = recall(person, minTtl, scopes);
    return recalled == null ? null : lend(caller, recalled);
  }

  /**
   * The first half of {@link #peek}, for those who have to know whether there will be an answer
   * before they let the caller have it.
   */
  public @Nullable Remembered recall(Person person, Duration minTtl, Scopes scopes) {
    var known = memory.recall(person);
    var remembered = known == null ? null : known.value().orElse(null);
    return remembered != null && suffices(remembered.token(), minTtl, scopes, clock.instant())
        ? remembered
        : null;
  }

  /** The second half: lends what was recalled a moment ago. Null as there. */
  public @Nullable Leased lend(UUID caller, Remembered recalled) {
    return lender.lendKnown(caller, recalled, clock.instant());
  }

  private boolean suffices(Lendable token, Duration minTtl, Scopes scopes, Instant now) {
    return token.scopes().containsAll(scopes) && policy.lends(token, minTtl, now);
  }

  /**
   * @param caller whose right to this person's token was checked
   * @param minTtl how long the token has to last at least. Where it does not and cannot be renewed
   *     at present, the one that there is is lent: a valid token is never withheld
   * @param scopes what it has to be good for; may be empty
   */
  public LeaseResult handle(UUID caller, Person person, Duration minTtl, Scopes scopes) {
    var found = memory.find(person);
    return found.isPresent() && suffices(found.get().token(), minTtl, scopes, clock.instant())
        ? lent(caller, found.get())
        : held(grants.find(person)) // also where none is remembered: there may be one by now
            .map(grant -> lease(caller, grant, minTtl, scopes))
            .orElseGet(AuthorizationRequired::new);
  }

  private static Optional<Held> held(Optional<Grant> grant) {
    return grant.filter(Held.class::isInstance).map(Held.class::cast);
  }

  private LeaseResult lease(UUID caller, Held grant, Duration minTtl, Scopes scopes) {
    var missing = grant.pair().scopes().missingFrom(scopes);
    return switch (policy.judge(grant, minTtl, clock.instant())) {
      case Verdict.TooDemanding(var longest) -> new TooDemanding(longest);
      case Verdict.AskAgain() -> new AuthorizationRequired();
      case Verdict.Lease _ when !missing.isEmpty() -> new MissingScopes(missing);
      case Verdict.RefreshFirst() when !missing.isEmpty() -> new MissingScopes(missing);
      case Verdict.Lease _ -> lent(caller, new Remembered(Lendable.of(grant, clock.instant())));
      case Verdict.RefreshFirst() -> renewed(caller, grant.person(), minTtl, scopes);
    };
  }

  private LeaseResult lent(UUID caller, Remembered remembered) {
    var token = remembered.token();
    if (!token.wanted()) { // it is from now on, which the feed does not tell
      memory.forget(token.person());
    }
    return lender.lend(caller, remembered);
  }

  private LeaseResult renewed(UUID caller, Person person, Duration minTtl, Scopes scopes) {
    try {
      var outcome = renew.handle(person, new Need.Lasting(minTtl));
      return valid(caller, person, scopes).orElseGet(() -> Lender.unavailable(outcome));
    } catch (RuntimeException e) {
      return valid(caller, person, scopes).orElseThrow(() -> e);
    }
  }

  /** Read again: whatever came of the renewal, what is valid now is lent. */
  private Optional<LeaseResult> valid(UUID caller, Person person, Scopes scopes) {
    return held(grants.find(person))
        .filter(grant -> grant.pair().left(clock.instant()).isPositive())
        .filter(grant -> grant.pair().scopes().containsAll(scopes))
        .map(grant -> lender.lend(caller, grant));
  }
}
