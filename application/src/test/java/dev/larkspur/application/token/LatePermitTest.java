package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Entropy;
import dev.larkspur.application.HandPause;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.application.token.port.InMemoryGrants;
import dev.larkspur.application.token.port.InMemoryRevocations;
import dev.larkspur.application.token.port.InMemoryTokenBudget;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.application.token.port.TokenRefresh;
import dev.larkspur.application.token.port.TokenRefresh.Answer;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Consent;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.Renewal.Unspent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What becomes of permits while the store takes its time, or the process is stopped. */
class LatePermitTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration IN_TIME = Duration.ofMillis(250);
  private static final Duration TOO_LATE = Duration.ofMillis(251);

  private final MutableClock clock = new MutableClock(NOON);
  private final InMemoryGrants grants =
      new InMemoryGrants(StoreContract.SCHEDULE, new InMemoryRevocations());
  private final InMemoryTokenBudget budget = new InMemoryTokenBudget(StoreContract.PACE);
  private final Attempts attempts =
      new Attempts("instance-1", MINUTE, new Entropy(new Random(7)), clock);
  private int presented;
  private Instant presentedAt = Instant.MIN;
  private Runnable meanwhile = () -> {};

  private PresentToken present() {
    TokenRefresh platform =
        (_, _) -> {
          presented++;
          presentedAt = clock.instant();
          return new Answer.Next(pair(clock.instant()));
        };
    return new PresentToken(
        grants, platform, budget, _ -> {}, new Insistence(1, Duration.ZERO, _ -> {}), 32, clock);
  }

  private RenewalOutcome refreshNow(Duration ofTheStore) {
    var renew =
        new RenewGrant(
            new Slow(ofTheStore),
            budget,
            present(),
            attempts,
            Runnable::run,
            MINUTE,
            new HandPause(clock));
    return renew.handle(ANN, new Need.Newer(1));
  }

  private RenewAhead ahead(Grants seen) {
    return new RenewAhead(
        new OneApp(),
        seen,
        budget,
        present(),
        StoreContract.SCHEDULE,
        attempts,
        Runnable::run,
        new HandPause(clock));
  }

  private void consented() {
    grants.award(ANN, new Consent(CALLER, NOON), pair(NOON));
  }

  private Unspent unspent() {
    return (Unspent) ((Grant.Held) grants.find(ANN).orElseThrow()).renewal();
  }

  @Test
  void a_refresh_that_missed_its_turn_takes_another_and_waits_for_it() {
    consented();
    meanwhile = this::othersTakeAll;
    assertThat(refreshNow(TOO_LATE)).isInstanceOf(RenewalOutcome.Renewed.class);
    assertThat(presentedAt).isAfter(NOON.plus(TOO_LATE));
  }

  @Test
  void a_refresh_in_time_needs_no_other() {
    consented();
    meanwhile = this::othersTakeAll;
    assertThat(refreshNow(IN_TIME)).isInstanceOf(RenewalOutcome.Renewed.class);
    assertThat(presentedAt).isEqualTo(NOON.plus(IN_TIME));
  }

  private void othersTakeAll() {
    while (budget.take(APP, Purpose.AWAITED_REFRESH, 50, clock).count() > 0) {
      // until there is none
    }
  }

  @Test
  void a_refresh_that_missed_its_turn_and_gets_no_other_is_not_made_and_spends_nothing() {
    consented();
    meanwhile = () -> budget.pause(APP, clock.instant().plus(MINUTE));
    assertThat(refreshNow(TOO_LATE)).isInstanceOf(RenewalOutcome.RetryLater.class);
    assertThat(presented).isZero();
    assertThat(unspent().setback().error()).extracting("code").isEqualTo("not_sent");

    clock.advance(MINUTE);
    meanwhile = () -> {};
    assertThat(refreshNow(IN_TIME)).isInstanceOf(RenewalOutcome.Renewed.class);
    assertThat(presented).isOne();
  }

  @Test
  void a_refresh_ahead_that_missed_its_turn_gets_another_in_the_next_round() {
    consented();
    clock.advance(Duration.ofDays(6));
    var ahead = ahead(new Slow(TOO_LATE));
    ahead.handle();
    assertThat(presented).isZero();
    ahead.handle();
    assertThat(presented).isOne();
    assertThat(ahead.handle()).isFalse();
  }

  @Test
  void a_refresh_ahead_that_missed_its_turn_waits_while_there_is_no_other() {
    consented();
    clock.advance(Duration.ofDays(6));
    meanwhile = () -> budget.pause(APP, clock.instant().plus(MINUTE.dividedBy(2)));
    var ahead = ahead(new Slow(TOO_LATE));
    ahead.handle();
    meanwhile = () -> {};
    assertThat(ahead.handle()).isFalse();
    assertThat(presented).isZero();
    clock.advance(MINUTE.dividedBy(2));
    ahead.handle();
    assertThat(presented).isOne();
  }

  /** A store that takes so long for what it stores. */
  private final class Slow implements Grants {
    private final Duration time;

    Slow(Duration time) {
      this.time = time;
    }

    @Override
    public Optional<Grant> find(Person person) {
      return grants.find(person);
    }

    @Override
    public GrantDecision advance(Person person, Function<Grant, GrantDecision> step) {
      var decision = grants.advance(person, step);
      clock.advance(time);
      meanwhile.run();
      return decision;
    }

    @Override
    public boolean anyDue(AppId app, Instant now) {
      return grants.anyDue(app, now);
    }

    @Override
    public List<GrantDecision> advanceDue(
        AppId app, Due which, Instant now, int most, Function<Grant, GrantDecision> step) {
      var decided = grants.advanceDue(app, which, now, most, step);
      clock.advance(time);
      meanwhile.run();
      return decided;
    }

    @Override
    public List<Person> toAsk(AppId app, Instant now, int most) {
      return grants.toAsk(app, now, most);
    }
  }

  private static final class OneApp implements Apps {
    private static final App ONE = new App(APP, "demo", Cast.DOCS);

    @Override
    public Optional<App> find(AppId id) {
      return Optional.of(ONE);
    }

    @Override
    public List<App> all() {
      return List.of(ONE);
    }
  }
}
