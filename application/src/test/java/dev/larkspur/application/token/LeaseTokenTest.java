package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Pause;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.LeaseResult.MissingScopes;
import dev.larkspur.application.token.LeaseResult.TooDemanding;
import dev.larkspur.application.token.port.InMemoryGrants;
import dev.larkspur.application.token.port.InMemoryRevocations;
import dev.larkspur.application.token.port.InMemoryTokenBudget;
import dev.larkspur.application.token.port.InMemoryTokenReleases;
import dev.larkspur.application.token.port.TokenBudget;
import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.domain.token.Consent;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.TokenPair;
import dev.larkspur.domain.token.TokenPolicy;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaseTokenTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MutableClock clock = new MutableClock(NOON);
  private final InMemoryRevocations revocations = new InMemoryRevocations();
  private final InMemoryGrants grants = new InMemoryGrants(StoreContract.SCHEDULE, revocations);
  private final InMemoryTokenReleases releases = new InMemoryTokenReleases();
  private final TokenBudget budget = new InMemoryTokenBudget(StoreContract.PACE);
  private final Insistence once = new Insistence(1, Duration.ZERO, _ -> {});
  private final PresentToken present =
      new PresentToken(grants, TokenRefresh.none(), budget, once, clock);
  private final Attempts attempts =
      new Attempts("instance-1", MINUTE, new Entropy(new Random(7)), clock);
  private final RenewGrant renew =
      new RenewGrant(grants, budget, present, attempts, Runnable::run, MINUTE, Pause.real());
  private final LeaseToken lease =
      new LeaseToken(
          grants, renew, new Lender(grants, releases, clock), TokenPolicy.STANDARD, clock);

  private TokenPair consented() {
    var pair = pair(NOON);
    grants.award(ANN, new Consent(CALLER, NOON), pair);
    return pair;
  }

  @Test
  void a_persons_token_is_lent_with_all_that_the_caller_needs() {
    var pair = consented();
    clock.advance(Duration.ofMinutes(30));
    assertThat(lease.handle(CALLER, ANN, MINUTE, Scopes.NONE))
        .isEqualTo(
            new Leased(
                new UserToken(
                    ANN, pair.access(), pair.expiresAt(), Duration.ofMinutes(90), DOCS, 1, false)));
    assertThat(releases.count(CALLER, ANN, 1)).isOne();
  }

  @Test
  void nobody_gets_another_persons_token() {
    consented();
    assertThat(lease.handle(CALLER, BO, MINUTE, Scopes.NONE))
        .isEqualTo(new AuthorizationRequired());
    assertThat(releases.count(CALLER, BO, 1)).isZero();
  }

  @Test
  void a_token_that_is_over_is_not_lent() {
    consented();
    clock.advance(Duration.ofHours(2));
    assertThat(lease.handle(CALLER, ANN, Duration.ZERO, Scopes.NONE))
        .isEqualTo(new AuthorizationRequired());
    assertThat(releases.count(CALLER, ANN, 1)).isZero();
  }

  @Test
  void scopes_that_were_not_consented_to_are_named() {
    consented();
    assertThat(lease.handle(CALLER, ANN, MINUTE, DOCS)).isInstanceOf(Leased.class);
    assertThat(lease.handle(CALLER, ANN, MINUTE, DOCS.union(Scopes.of("a:b"))))
        .isEqualTo(new MissingScopes(Scopes.of("a:b")));
    assertThat(releases.count(CALLER, ANN, 1)).isOne();
  }

  @Test
  void too_long_a_life_cannot_be_demanded() {
    consented();
    assertThat(lease.handle(CALLER, ANN, Duration.ofHours(2), Scopes.NONE))
        .isEqualTo(new TooDemanding(Duration.ofHours(1)));
  }
}
