package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.held;
import static dev.larkspur.application.Cast.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.token.LeaseResult.RefreshUnavailable;
import dev.larkspur.application.token.port.InMemoryGrants;
import dev.larkspur.application.token.port.InMemoryRevocations;
import dev.larkspur.application.token.port.InMemoryTokenReleases;
import dev.larkspur.domain.token.Consent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LenderTest {
  private final MutableClock clock = new MutableClock(NOON);
  private final InMemoryGrants grants =
      new InMemoryGrants(StoreContract.SCHEDULE, new InMemoryRevocations());
  private final InMemoryTokenReleases releases = new InMemoryTokenReleases();
  private final Lender lender = new Lender(grants, new ReleaseLedger(releases), clock);

  @Test
  void a_token_whose_time_ran_out_while_we_stood_still_is_not_handed_out() {
    grants.award(ANN, new Consent(CALLER, NOON), pair(NOON));
    var grant = held(grants, ANN);
    clock.advance(Duration.ofHours(2));

    assertThat(lender.lend(CALLER, grant)).isInstanceOf(RefreshUnavailable.class);
    assertThat(releases.count(CALLER, ANN, 1)).isZero();
  }
}
