package dev.larkspur.application.authorization;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.authorization.port.InMemoryPlatform.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.HandPause;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.authorization.port.ConsentPolls;
import dev.larkspur.application.authorization.port.TokenEndpoint.Redeemed;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollConsentTest {
  private final Scene scene = new Scene();

  private boolean isDueAt(Instant now) {
    return scene.stores.polls().due(APP, now) > 0;
  }

  @Test
  void polling_begins_with_the_click_and_not_with_the_card() {
    scene.ask(ANN);
    scene.pollAfter(Duration.ofMinutes(1));
    assertThat(scene.platform.polls).isZero();
  }

  @Test
  void no_poll_is_made_sooner_than_its_interval() {
    scene.awaiting(ANN);
    scene.pollAfter(Duration.ofMillis(4_999));
    assertThat(scene.platform.polls).isZero();
    scene.pollAfter(Duration.ofMillis(1));
    assertThat(scene.platform.polls).isEqualTo(1);
    scene.pollAfter(Duration.ofMillis(4_999));
    assertThat(scene.platform.polls).isEqualTo(1);
    scene.pollAfter(Duration.ofMillis(1));
    assertThat(scene.platform.polls).isEqualTo(2);
  }

  @Test
  void a_poll_that_missed_its_turn_and_gets_no_other_is_not_made_and_waits_for_its_interval() {
    scene.awaiting(ANN);
    var tasks = new AtomicInteger();
    var slow =
        new PollConsent(
            scene.apps,
            scene.stores.polls(),
            scene.stores.budget(),
            scene.platform,
            scene.settle,
            task -> {
              if (tasks.incrementAndGet()
                  == 2) { // the first takes the permits, the second is the poll
                scene.clock.advance(Duration.ofMillis(251));
                scene.stores.budget().pause(APP, scene.clock.instant().plusSeconds(60));
              }
              task.run();
            },
            new HandPause(scene.clock),
            scene.clock);
    scene.clock.advance(Duration.ofSeconds(5));
    slow.handle();
    assertThat(scene.platform.polls).isZero();
    assertThat(isDueAt(scene.clock.instant().plusMillis(4_999))).isFalse();
    assertThat(isDueAt(scene.clock.instant().plusSeconds(5))).isTrue();
  }

  @Test
  void slow_down_lengthens_the_interval_by_five_seconds_to_a_minute_at_most() {
    scene.awaiting(ANN);
    scene.platform.answer(new Redeemed.SlowDown());
    scene.pollAfter(Duration.ofSeconds(5));
    assertThat(isDueAt(scene.clock.instant().plusSeconds(9))).isFalse();
    assertThat(isDueAt(scene.clock.instant().plusSeconds(10))).isTrue();
    for (int i = 0; i < 20; i++) {
      scene.pollAfter(Duration.ofSeconds(60));
    }
    assertThat(isDueAt(scene.clock.instant().plusSeconds(59))).isFalse();
    assertThat(isDueAt(scene.clock.instant().plusSeconds(60))).isTrue();
  }

  @Test
  void the_persons_no_ends_it() {
    var waiting = scene.awaiting(ANN);
    int rings = scene.rings;
    scene.platform.answer(new Redeemed.PersonRefused());
    scene.pollAfter(Duration.ofSeconds(5));
    assertThat(scene.now(waiting)).isEqualTo(new Denied(waiting.request(), NOON.plusSeconds(5)));
    assertThat(scene.rings).isEqualTo(rings + 1);
  }

  @Test
  void an_expired_code_ends_it() {
    var waiting = scene.awaiting(ANN);
    scene.platform.answer(new Redeemed.CodeExpired());
    scene.pollAfter(Duration.ofSeconds(5));
    assertThat(scene.now(waiting)).isEqualTo(new Expired(waiting.request(), NOON.plusSeconds(5)));
  }

  @Test
  void a_rejection_ends_it_and_says_why() {
    var waiting = scene.awaiting(ANN);
    var error = new PlatformError("20002", "wrong secret", null);
    scene.platform.answer(new Redeemed.Rejected(FailureReason.APP_MISCONFIGURED, error));
    scene.pollAfter(Duration.ofSeconds(5));
    assertThat(scene.now(waiting))
        .isEqualTo(
            new Failed(
                waiting.request(), NOON.plusSeconds(5), FailureReason.APP_MISCONFIGURED, error));
  }

  @Test
  void a_spent_code_fails_it_only_when_it_is_still_spent_a_minute_later() {
    var waiting = scene.awaiting(ANN);
    var error = new PlatformError("invalid_grant", null, null);
    scene.platform.answer(new Redeemed.Rejected(FailureReason.CODE_SPENT, error));
    scene.pollAfter(Duration.ofSeconds(5));
    assertThat(scene.now(waiting)).isEqualTo(waiting);
    scene.pollAfter(Duration.ofSeconds(59));
    assertThat(scene.now(waiting)).isEqualTo(waiting);
    scene.pollAfter(Duration.ofSeconds(1));
    assertThat(((Failed) scene.now(waiting)).reason()).isEqualTo(FailureReason.CODE_SPENT);
  }

  @Test
  void a_pair_that_was_stored_late_is_taken_although_the_code_was_found_spent_meanwhile() {
    var waiting = (AwaitingConsent) scene.awaiting(ANN);
    var pair = scene.platform.approve(ANN);
    scene.platform.next.add(
        new Redeemed.Rejected(
            FailureReason.CODE_SPENT, new PlatformError("invalid_grant", null, null)));
    scene.pollAfter(Duration.ofSeconds(35)); // the other poll's lease is over, it still insists
    scene.settle.approved(waiting, pair);
    assertThat(scene.now(waiting)).isInstanceOf(Granted.class);
    assertThat(scene.platform.revoked).isEmpty();
  }

  @Test
  void however_long_the_platform_wants_us_to_wait_we_look_again_within_a_minute() {
    scene.awaiting(ANN);
    scene.platform.next.add(new Redeemed.RateLimited(Duration.ofHours(1)));
    scene.pollAfter(Duration.ofSeconds(5));
    scene.pollAfter(Duration.ofSeconds(60));
    assertThat(scene.platform.polls).isEqualTo(2);
  }

  @Test
  void a_rate_answer_means_wait_for_all_of_the_app() {
    scene.awaiting(ANN);
    scene.awaiting(BO);
    scene.platform.next.add(new Redeemed.RateLimited(Duration.ofSeconds(8)));
    scene.pollAfter(Duration.ofSeconds(5));
    int polls = scene.platform.polls;
    scene.pollAfter(Duration.ofMillis(7_999));
    assertThat(scene.platform.polls).isEqualTo(polls);
    scene.pollAfter(Duration.ofMillis(1));
    assertThat(scene.platform.polls).isEqualTo(polls + 2);
  }

  @Test
  void a_platform_that_does_not_answer_is_asked_again_a_little_later() {
    var waiting = scene.awaiting(ANN);
    scene.platform.next.add(unavailable(Duration.ZERO));
    scene.pollAfter(Duration.ofSeconds(5));
    assertThat(scene.now(waiting)).isInstanceOf(AwaitingConsent.class);
    assertThat(isDueAt(scene.clock.instant().plusSeconds(5))).isFalse();
    assertThat(isDueAt(scene.clock.instant().plusSeconds(6))).isTrue();
  }

  @Test
  void a_platform_that_says_when_to_come_again_is_obeyed() {
    scene.awaiting(ANN);
    scene.platform.next.add(unavailable(Duration.ofSeconds(30)));
    scene.pollAfter(Duration.ofSeconds(5));
    assertThat(isDueAt(scene.clock.instant().plusSeconds(29))).isFalse();
    assertThat(isDueAt(scene.clock.instant().plusSeconds(30))).isTrue();
  }

  @Test
  void more_polls_than_the_budget_allows_wait() {
    int burst = StoreContract.PACE.burst();
    int most = burst - burst / 4; // the rest is left to what is more urgent
    for (int i = 0; i < most + 10; i++) {
      scene.awaiting(new Person(APP, new OpenId("ou_" + i)));
    }
    scene.pollAfter(Duration.ofSeconds(5));
    assertThat(scene.platform.polls).isEqualTo(most);
    scene.pollAfter(Duration.ofSeconds(1));
    assertThat(scene.platform.polls).isEqualTo(most + 10);
  }

  @Test
  void permits_for_polls_that_other_instances_made_come_back() {
    scene.awaiting(ANN);
    scene.clock.advance(Duration.ofSeconds(5));
    var raced = new Raced(scene.stores.polls());
    new PollConsent(
            scene.apps,
            raced,
            scene.stores.budget(),
            scene.platform,
            scene.settle,
            Runnable::run,
            new HandPause(scene.clock),
            scene.clock)
        .handle();
    assertThat(scene.platform.polls).isOne();
    var left = scene.stores.budget().take(APP, Purpose.AWAITED_REFRESH, 99, scene.clock);
    assertThat(left.count()).isEqualTo(StoreContract.PACE.burst() - 1);
  }

  /** Five of those that were due a moment ago are taken by others. */
  private record Raced(ConsentPolls polls) implements ConsentPolls {
    @Override
    public int due(AppId app, Instant now) {
      return polls.due(app, now) + 5;
    }

    @Override
    public List<Poll> lease(AppId app, Instant now, Instant until, int most) {
      return polls.lease(app, now, until, most);
    }

    @Override
    public void again(AuthSessionId id, Instant at, Duration interval) {
      polls.again(id, at, interval);
    }
  }

  @Test
  void a_poll_whose_taker_died_is_made_again_after_its_lease() {
    scene.awaiting(ANN);
    scene.clock.advance(Duration.ofSeconds(5));
    var now = scene.clock.instant();
    scene.stores.polls().lease(APP, now, now.plus(PollConsent.LEASE), 1);
    scene.pollAfter(PollConsent.LEASE.minusMillis(1));
    assertThat(scene.platform.polls).isZero();
    scene.pollAfter(Duration.ofMillis(1));
    assertThat(scene.platform.polls).isEqualTo(1);
  }
}
