package dev.larkspur.application.token;

import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.LeaseResult.MissingScopes;
import dev.larkspur.application.token.LeaseResult.TooDemanding;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.TokenReleases;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.TokenPolicy;
import dev.larkspur.domain.token.Verdict;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/** Lends a caller a person's token. Never sends a card. */
public final class LeaseToken {
  private final Grants grants;
  private final TokenReleases releases;
  private final TokenPolicy policy;
  private final InstantSource clock;

  public LeaseToken(
      Grants grants, TokenReleases releases, TokenPolicy policy, InstantSource clock) {
    this.grants = grants;
    this.releases = releases;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * @param caller whose right to this person's token was checked
   * @param minTtl how long the token has to last at least
   * @param scopes what it has to be good for; may be empty
   */
  public LeaseResult handle(UUID caller, Person person, Duration minTtl, Scopes scopes) {
    var found = grants.find(person);
    if (found.isEmpty()) {
      return new AuthorizationRequired();
    }
    var grant = found.get();
    return switch (policy.judge(grant.pair(), minTtl, clock.instant())) {
      case Verdict.TooDemanding(var longest) -> new TooDemanding(longest);
      case Verdict.AskAgain() -> new AuthorizationRequired();
      case Verdict.Lease(var left) when !grant.pair().scopes().containsAll(scopes) ->
          new MissingScopes(grant.pair().scopes().missingFrom(scopes));
      case Verdict.Lease(var left) -> released(caller, grant, left);
    };
  }

  private LeaseResult released(UUID caller, Grant grant, Duration left) {
    // recorded before it is handed out: a release that cannot be recorded does not happen
    releases.record(caller, grant.person(), grant.epoch(), clock.instant());
    var pair = grant.pair();
    return new Leased(
        new UserToken(
            grant.person(), pair.access(), pair.expiresAt(), left, pair.scopes(), grant.epoch()));
  }
}
