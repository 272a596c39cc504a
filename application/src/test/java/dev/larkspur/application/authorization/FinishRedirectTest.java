package dev.larkspur.application.authorization;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.authorization.port.CodeExchange.Exchanged;
import dev.larkspur.application.authorization.port.InMemoryPlatform;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import dev.larkspur.domain.authorization.AuthCommand.CodeArrived;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.authorization.RedirectState;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Secret;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A browser comes back from the consent page, or somebody pretends so. */
class FinishRedirectTest {
  private static final Secret MADE_UP = new Secret("made-up-made-up-made-up-made-up-made-up-mad");

  private final Scene scene = new Scene();

  private AuthSession asked(Person person) {
    var card = Cast.request(person).card();
    return scene.request.handle(person, Method.OAUTH, DOCS, card, CALLER).orElseThrow().session();
  }

  private static RedirectState stateOf(AuthSession session) {
    var redirect = (Redirect) ((AwaitingConsent) session).consent();
    return new RedirectState(session.id(), redirect.state());
  }

  private void assertFailed(AuthSession session, FailureReason reason) {
    assertThat(scene.now(session))
        .isInstanceOfSatisfying(Failed.class, it -> assertThat(it.reason()).isEqualTo(reason));
  }

  @Test
  void the_link_is_there_when_the_request_is_answered() {
    var session = asked(ANN);
    assertThat(session).isInstanceOf(AwaitingConsent.class);
    assertThat(scene.now(session)).isEqualTo(session);
    scene.pollAfter(Duration.ofMinutes(1));
    assertThat(scene.platform.polls).isZero(); // there is nothing to poll for
  }

  @Test
  void the_code_becomes_the_persons_grant() {
    var session = asked(ANN);
    var code = scene.platform.consent(ANN);
    int rings = scene.rings;

    assertThat(scene.finish.handle(stateOf(session), code)).isEqualTo(Arrival.AUTHORIZED);

    assertThat(scene.now(session)).isInstanceOf(Granted.class);
    assertThat(Cast.held(scene.stores.grants(), ANN).consent().session())
        .isEqualTo(session.id().value());
    assertThat(scene.rings).isGreaterThan(rings);
  }

  @Test
  void a_code_and_its_state_are_good_for_once() {
    var session = asked(ANN);
    var state = stateOf(session);
    var code = scene.platform.consent(ANN);
    scene.finish.handle(state, code);

    assertThat(scene.finish.handle(state, code)).isEqualTo(Arrival.NOT_VALID);
    assertThat(scene.finish.handle(state, scene.platform.consent(ANN)))
        .isEqualTo(Arrival.NOT_VALID);
    assertThat(scene.finish.handle(state)).isEqualTo(Arrival.NOT_VALID);

    assertThat(scene.platform.exchanged).containsExactly(code);
    assertThat(scene.now(session)).isInstanceOf(Granted.class);
  }

  @Test
  void a_state_that_is_not_the_sessions_is_turned_away_and_costs_no_permit() {
    var session = asked(ANN);
    var other = asked(BO);
    var code = scene.platform.consent(ANN);
    var now = scene.clock.instant();
    var full = scene.stores.budget().take(APP, Purpose.EXCHANGE, 1, () -> now);
    scene.stores.budget().giveBack(APP, full, 1);

    var madeUp = new RedirectState(session.id(), MADE_UP);
    var anothers = new RedirectState(session.id(), stateOf(other).secret());
    var nowhere = new RedirectState(Cast.request(ANN).id(), stateOf(session).secret());
    for (var state : new RedirectState[] {madeUp, anothers, nowhere}) {
      assertThat(scene.finish.handle(state, code)).isEqualTo(Arrival.NOT_VALID);
      assertThat(scene.finish.handle(state)).isEqualTo(Arrival.NOT_VALID);
    }

    assertThat(scene.platform.exchanged).isEmpty();
    assertThat(scene.stores.budget().take(APP, Purpose.EXCHANGE, 1, () -> now)).isEqualTo(full);
    assertThat(scene.now(session)).isEqualTo(session);
    assertThat(scene.now(other)).isEqualTo(other);
  }

  @Test
  void a_session_that_waits_for_a_device_code_takes_no_code() {
    var session = scene.awaiting(ANN);
    var state = new RedirectState(session.id(), MADE_UP);
    assertThat(scene.finish.handle(state, MADE_UP)).isEqualTo(Arrival.NOT_VALID);
    assertThat(scene.finish.handle(state)).isEqualTo(Arrival.NOT_VALID);
    assertThat(scene.now(session)).isEqualTo(session);
  }

  @Test
  void a_refusal_on_the_page_is_a_refusal() {
    var session = asked(ANN);
    assertThat(scene.finish.handle(stateOf(session))).isEqualTo(Arrival.DECLINED);
    assertThat(scene.now(session)).isInstanceOf(Denied.class);
  }

  @Test
  void who_comes_back_too_late_is_told_so_and_the_code_is_not_used() {
    var session = asked(ANN);
    var code = scene.platform.consent(ANN);
    scene.clock.advance(PATIENCE);

    assertThat(scene.finish.handle(stateOf(session), code)).isEqualTo(Arrival.NOT_VALID);
    assertThat(scene.finish.handle(stateOf(session))).isEqualTo(Arrival.NOT_VALID);

    assertThat(scene.platform.exchanged).isEmpty();
    assertThat(scene.now(session)).isInstanceOf(Expired.class);
  }

  @Test
  void what_was_cancelled_meanwhile_takes_no_code() {
    var session = asked(ANN);
    var code = scene.platform.consent(ANN);
    scene.cancel.handle(session.id());

    assertThat(scene.finish.handle(stateOf(session), code)).isEqualTo(Arrival.NOT_VALID);

    assertThat(scene.platform.exchanged).isEmpty();
    assertThat(scene.now(session)).isInstanceOf(Cancelled.class);
  }

  @Test
  void another_persons_token_is_revoked_and_never_used() {
    var session = asked(ANN);
    var code = scene.platform.consent(BO);

    assertThat(scene.finish.handle(stateOf(session), code)).isEqualTo(Arrival.WRONG_ACCOUNT);

    assertFailed(session, FailureReason.WRONG_ACCOUNT);
    assertThat(scene.platform.revoked).hasSize(1);
    assertThat(scene.stores.grants().find(ANN)).isEmpty();
    assertThat(scene.stores.grants().find(BO)).isEmpty();
  }

  @Test
  void a_code_that_may_have_arrived_is_not_sent_again() {
    var session = asked(ANN);
    var code = scene.platform.consent(ANN);
    scene.platform.next.add(InMemoryPlatform.unavailable(Duration.ZERO));

    assertThat(scene.finish.handle(stateOf(session), code)).isEqualTo(Arrival.FAILED);

    assertThat(scene.platform.exchanged).containsExactly(code);
    assertFailed(session, FailureReason.CODE_SPENT);
  }

  @Test
  void what_the_platform_refuses_is_kept_with_its_own_word_for_it() {
    var session = asked(ANN);
    var error = new PlatformError("20071", "redirect_uri mismatch", "log-2");
    scene.platform.next.add(new Exchanged.Rejected(FailureReason.APP_MISCONFIGURED, error));

    assertThat(scene.finish.handle(stateOf(session), MADE_UP)).isEqualTo(Arrival.FAILED);

    assertThat(scene.now(session))
        .isEqualTo(
            new Failed(
                session.request(), scene.clock.instant(), FailureReason.APP_MISCONFIGURED, error));
  }

  @Test
  void a_refusal_that_only_the_token_endpoint_tells_is_one_too() {
    var session = asked(ANN);
    scene.platform.next.add(new Exchanged.PersonRefused());
    assertThat(scene.finish.handle(stateOf(session), MADE_UP)).isEqualTo(Arrival.DECLINED);
    assertThat(scene.now(session)).isInstanceOf(Denied.class);
  }

  @Test
  void where_there_is_no_permit_nothing_is_lost_and_the_same_browser_may_come_again() {
    var session = asked(ANN);
    var code = scene.platform.consent(ANN);
    scene.stores.budget().pause(APP, scene.clock.instant(), Duration.ofSeconds(30));

    assertThat(scene.finish.handle(stateOf(session), code)).isEqualTo(Arrival.TRY_AGAIN);
    assertThat(scene.now(session)).isEqualTo(session);
    assertThat(scene.platform.exchanged).isEmpty();

    scene.clock.advance(Duration.ofSeconds(31));
    assertThat(scene.finish.handle(stateOf(session), code)).isEqualTo(Arrival.AUTHORIZED);
  }

  @Test
  void over_the_platforms_limit_the_session_fails_and_the_others_wait() {
    var session = asked(ANN);
    scene.platform.next.add(new Exchanged.RateLimited(Duration.ofSeconds(30)));

    assertThat(scene.finish.handle(stateOf(session), MADE_UP)).isEqualTo(Arrival.FAILED);

    assertFailed(session, FailureReason.CODE_SPENT);
    var next = asked(BO);
    assertThat(scene.finish.handle(stateOf(next), MADE_UP)).isEqualTo(Arrival.TRY_AGAIN);
  }

  @Test
  void a_code_whose_holder_died_is_spent_when_its_claim_lapses() {
    var session = asked(ANN);
    dies(session);
    scene.sweepAfter(Duration.ofSeconds(44));
    assertThat(scene.now(session)).isInstanceOf(Exchanging.class);

    scene.sweepAfter(Duration.ofSeconds(1));

    assertFailed(session, FailureReason.CODE_SPENT);
  }

  /** Whoever has the code does nothing more. */
  private void dies(AuthSession session) {
    var arrived = new CodeArrived(stateOf(session).secret(), scene.claims.forCode());
    scene
        .stores
        .sessions()
        .advance(session.id(), s -> AuthFlow.decide(s, arrived, scene.clock.instant()));
  }

  @Test
  void a_pair_that_comes_after_the_sweep_is_revoked() {
    var session = asked(ANN);
    dies(session);
    var mine = (Exchanging) scene.now(session);
    scene.sweepAfter(Duration.ofSeconds(45));

    var pair = Cast.pair(scene.clock.instant());
    scene.settle.exchanged(mine, pair);

    assertFailed(session, FailureReason.CODE_SPENT);
    assertThat(scene.platform.revoked).containsExactly(pair);
  }

  @Test
  void while_the_platform_does_not_say_whose_it_is_the_pair_waits_stored() {
    var session = asked(ANN);
    var pair = Cast.pair(scene.clock.instant());
    scene.platform.next.add(new Exchanged.Approved(pair));
    scene.platform.next.add(InMemoryPlatform.unavailable(Duration.ZERO));

    assertThat(scene.finish.handle(stateOf(session), MADE_UP)).isEqualTo(Arrival.BEING_CHECKED);

    assertThat(scene.now(session))
        .isInstanceOfSatisfying(
            Verifying.class,
            it -> {
              assertThat(it.pair()).isEqualTo(pair);
              assertThat(it.claim().until())
                  .isEqualTo(scene.clock.instant().plus(scene.claims.life()));
            });
  }

  @Test
  void a_state_of_a_session_that_never_was_is_not_valid() {
    var nobody = new RedirectState(Cast.request(ANN).id(), new Secret("s" + UUID.randomUUID()));
    assertThat(scene.finish.handle(nobody, MADE_UP)).isEqualTo(Arrival.NOT_VALID);
    assertThat(scene.finish.handle(nobody)).isEqualTo(Arrival.NOT_VALID);
  }
}
