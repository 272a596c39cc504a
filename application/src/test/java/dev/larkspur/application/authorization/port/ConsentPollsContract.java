package dev.larkspur.application.authorization.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.domain.authorization.AuthCommand.ConsentRefused;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every schedule of polls keeps to. */
public interface ConsentPollsContract extends StoreContract {

  private static List<AwaitingConsent> sessions(List<ConsentPolls.Poll> polls) {
    return polls.stream().map(ConsentPolls.Poll::session).toList();
  }

  private static Requested askedAt(Person person, Instant at) {
    var r = Cast.request(person);
    var request =
        new AuthRequest(
            r.id(),
            r.person(),
            r.method(),
            r.scopes(),
            r.nonce(),
            r.card(),
            r.occasion(),
            r.requestedBy(),
            at);
    return new Requested(request, NOON.plus(Duration.ofHours(1)));
  }

  @Test
  default void a_poll_is_due_one_interval_after_the_link_was_made() {
    var clock = new MutableClock(NOON);
    var stores = empty(clock);
    var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
    assertThat(stores.polls().due(APP, NOON.plusSeconds(4))).isZero();
    assertThat(stores.polls().due(APP, NOON.plusSeconds(5))).isOne();
    assertThat(stores.polls().due(OTHER_APP, NOON.plusSeconds(5))).isZero();
    var polls = stores.polls().lease(APP, NOON.plusSeconds(5), NOON.plusSeconds(35), 10);
    assertThat(polls)
        .containsExactly(new ConsentPolls.Poll(waiting, code(waiting), Duration.ofSeconds(5)));
  }

  @Test
  default void a_leased_poll_is_nobody_elses_until_the_lease_is_over() throws Exception {
    var stores = empty(new MutableClock(NOON));
    for (int i = 0; i < 20; i++) {
      awaiting(stores.sessions(), requested(new Person(APP, new OpenId("ou_" + i))), NOON);
    }
    var now = NOON.plusSeconds(5);
    var leased = Race.of(8, () -> stores.polls().lease(APP, now, now.plusSeconds(30), 5));
    var all = leased.stream().flatMap(List::stream).map(p -> p.session().id()).toList();
    assertThat(all).doesNotHaveDuplicates();
    var rest = stores.polls().lease(APP, now, now.plusSeconds(30), 100);
    assertThat(all.size() + rest.size()).isEqualTo(20);
    assertThat(stores.polls().lease(APP, now.plusSeconds(29), now.plusSeconds(60), 100)).isEmpty();
    assertThat(stores.polls().lease(APP, now.plusSeconds(30), now.plusSeconds(60), 100))
        .hasSize(20);
  }

  @Test
  default void a_poll_is_made_again_when_it_was_said_and_with_the_interval_it_was_said() {
    var stores = empty(new MutableClock(NOON));
    var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
    stores.polls().lease(APP, NOON.plusSeconds(5), NOON.plusSeconds(35), 10);
    stores.polls().again(waiting.id(), NOON.plusSeconds(15), Duration.ofSeconds(10));
    assertThat(stores.polls().due(APP, NOON.plusSeconds(14))).isZero();
    assertThat(stores.polls().lease(APP, NOON.plusSeconds(15), NOON.plusSeconds(45), 10))
        .containsExactly(new ConsentPolls.Poll(waiting, code(waiting), Duration.ofSeconds(10)));
  }

  private static DeviceCode code(AwaitingConsent session) {
    return (DeviceCode) session.consent();
  }

  @Test
  default void whose_browser_is_waited_for_is_not_polled() {
    var stores = empty(new MutableClock(NOON));
    var waiting = awaiting(stores.sessions(), requested(ANN), Cast.redirect(NOON), NOON);
    stores.polls().again(waiting.id(), NOON, Duration.ofSeconds(5));
    assertThat(stores.polls().due(APP, NOON.plusSeconds(100))).isZero();
    assertThat(stores.polls().lease(APP, NOON.plusSeconds(100), NOON.plusSeconds(130), 10))
        .isEmpty();
  }

  @Test
  default void what_awaits_consent_no_longer_is_not_polled() {
    var stores = empty(new MutableClock(NOON));
    var waiting = awaiting(stores.sessions(), requested(ANN), NOON);
    send(stores.sessions(), waiting, new ConsentRefused(), NOON);
    stores.polls().again(waiting.id(), NOON, Duration.ofSeconds(5));
    assertThat(stores.polls().due(APP, NOON.plusSeconds(100))).isZero();
    assertThat(stores.polls().lease(APP, NOON.plusSeconds(100), NOON.plusSeconds(130), 10))
        .isEmpty();
  }

  @Test
  default void the_young_come_before_the_old_that_have_waited_as_long() {
    var stores = empty(new MutableClock(NOON));
    var old = awaiting(stores.sessions(), askedAt(ANN, NOON.minusSeconds(300)), NOON);
    var young = awaiting(stores.sessions(), askedAt(BO, NOON), NOON);
    var now = NOON.plusSeconds(10);
    assertThat(sessions(stores.polls().lease(APP, now, now.plusSeconds(30), 2)))
        .containsExactly(young, old);
  }

  @Test
  default void the_old_come_first_once_they_have_waited_half_their_age_longer() {
    var stores = empty(new MutableClock(NOON));
    var old = awaiting(stores.sessions(), askedAt(ANN, NOON.minusSeconds(60)), NOON);
    var young = awaiting(stores.sessions(), askedAt(BO, NOON), NOON);
    stores.polls().again(young.id(), NOON.plusSeconds(50), Duration.ofSeconds(5));
    var now = NOON.plusSeconds(50);
    assertThat(sessions(stores.polls().lease(APP, now, now.plusSeconds(30), 1)))
        .containsExactly(old);
  }

  @Test
  default void who_was_never_asked_about_is_first_in_the_last_minute_of_the_code() {
    var clock = new MutableClock(NOON);
    var stores = empty(clock);
    var old = awaiting(stores.sessions(), askedAt(ANN, NOON.minusSeconds(3600)), NOON);
    clock.advance(Duration.ofMinutes(9));
    var soonOver = clock.instant().plusSeconds(10);
    var young = awaiting(stores.sessions(), askedAt(BO, clock.instant()), clock.instant());
    assertThat(sessions(stores.polls().lease(APP, soonOver, soonOver.plusSeconds(30), 2)))
        .containsExactly(old, young);
    var later = soonOver.plusSeconds(30);
    assertThat(sessions(stores.polls().lease(APP, later, later.plusSeconds(30), 2)))
        .containsExactly(young, old);
  }
}
