package dev.larkspur.application.authorization;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;
import static dev.larkspur.application.Cast.PATIENCE;
import static dev.larkspur.application.Cast.profile;
import static dev.larkspur.application.authorization.port.InMemoryPlatform.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Insistence;
import dev.larkspur.application.authorization.port.ConsentRequests.Begun;
import dev.larkspur.application.authorization.port.People.Identified;
import dev.larkspur.application.authorization.port.TokenEndpoint.Redeemed;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.AuthCommand.Click;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Denied;
import dev.larkspur.domain.authorization.AuthSession.Expired;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.Decision.Stay;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Refusal;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final PlatformError ERROR = new PlatformError("20027", "no such scope", "log-1");

  private final Scene scene = new Scene();

  @Test
  void a_request_leads_by_a_click_and_a_consent_to_a_grant() {
    var asked = scene.ask(ANN);
    assertThat(asked).isInstanceOf(Requested.class);
    assertThat(asked.expiresAt()).isEqualTo(NOON.plus(PATIENCE));
    assertThat(asked.request().createdAt()).isEqualTo(NOON);
    assertThat(asked.request().requestedBy()).isEqualTo(CALLER);

    assertThat(scene.click(asked)).isInstanceOf(Advance.class);
    assertThat(scene.now(asked)).isInstanceOf(AwaitingConsent.class);

    var pair = scene.platform.approve(ANN);
    scene.pollAfter(INTERVAL);
    assertThat(scene.now(asked))
        .isEqualTo(new Granted(asked.request(), NOON.plus(INTERVAL), pair.scopes()));
    assertThat(Cast.held(scene.stores.grants(), ANN).pair()).isEqualTo(pair);
    assertThat(scene.stores.users().find(ANN).orElseThrow().person()).isEqualTo(ANN);
    assertThat(scene.platform.revoked).isEmpty();
    assertThat(scene.platform.codes).hasSize(1);
  }

  @Test
  void without_scopes_the_apps_usual_ones_are_asked_for() {
    assertThat(scene.ask(ANN).request().scopes()).isEqualTo(DOCS);
  }

  @Test
  void offline_access_is_always_asked_for() {
    assertThat(scene.ask(ANN, Scopes.of("a:b")).request().scopes())
        .isEqualTo(Scopes.of("a:b", "offline_access"));
  }

  @Test
  void every_session_has_an_id_and_a_nonce_of_its_own() {
    var ann = scene.ask(ANN);
    var bo = scene.ask(BO);
    assertThat(ann.id()).isNotEqualTo(bo.id());
    assertThat(ann.request().nonce()).isNotEqualTo(bo.request().nonce());
    assertThat(ann.request().nonce().value()).hasSize(43);
    assertThat(ann.id().value().version()).isEqualTo(4);
    assertThat(ann.id().value().variant()).isEqualTo(2);
  }

  @Test
  void an_unknown_app_is_nobodys() {
    var elsewhere = new Person(OTHER_APP, ANN.openId());
    var card = Cast.request(ANN).card();
    assertThat(scene.request.handle(elsewhere, Method.WEBSOCKET_CARD, null, card, CALLER))
        .isEmpty();
    assertThat(scene.rings).isZero();
  }

  @Test
  void a_request_a_click_a_cancellation_and_a_grant_ring_for_the_cards() {
    var asked = scene.ask(ANN);
    assertThat(scene.rings).isEqualTo(1);
    scene.click(asked);
    assertThat(scene.rings).isEqualTo(2);
    scene.platform.approve(ANN);
    scene.pollAfter(INTERVAL);
    assertThat(scene.rings).isEqualTo(3);
    var other = scene.ask(BO);
    scene.cancel.handle(other.id());
    assertThat(scene.rings).isEqualTo(5);
  }

  @Test
  void somebody_elses_click_asks_the_platform_for_nothing() {
    var asked = scene.ask(ANN);
    assertThat(scene.click.handle(asked.id(), BO, asked.request().nonce()))
        .isEqualTo(new Refuse(Refusal.NOT_YOURS, asked));
    assertThat(scene.click.handle(asked.id(), ANN, new Nonce("forged")))
        .isEqualTo(new Refuse(Refusal.OLD_CARD, asked));
    assertThat(scene.platform.codes).isEmpty();
  }

  @Test
  void a_second_click_shows_the_same_link() {
    var waiting = scene.awaiting(ANN);
    assertThat(scene.click(waiting)).isEqualTo(new Stay(waiting));
    assertThat(scene.platform.codes).hasSize(1);
  }

  @Test
  void declining_on_the_card_ends_it() {
    var asked = scene.ask(ANN);
    scene.decline.handle(asked.id(), ANN, asked.request().nonce());
    assertThat(scene.now(asked)).isEqualTo(new Denied(asked.request(), NOON));
  }

  @Test
  void cancelling_ends_it_and_a_later_click_changes_nothing() {
    var asked = scene.ask(ANN);
    scene.cancel.handle(asked.id());
    assertThat(scene.now(asked)).isEqualTo(new Cancelled(asked.request(), NOON, null));
    assertThat(scene.click(asked)).isInstanceOf(Refuse.class);
    assertThat(scene.platform.codes).isEmpty();
  }

  @Test
  void refused_scopes_fail_the_session_with_what_the_platform_said() {
    var asked = scene.ask(ANN);
    scene.platform.next.add(new Begun.Refused(FailureReason.SCOPES_REFUSED, ERROR));
    scene.click(asked);
    assertThat(scene.now(asked))
        .isEqualTo(new Failed(asked.request(), NOON, FailureReason.SCOPES_REFUSED, ERROR));
  }

  @Test
  void a_platform_that_does_not_answer_a_click_is_asked_again_when_the_claim_has_lapsed() {
    var asked = scene.ask(ANN);
    scene.platform.next.add(unavailable(Duration.ZERO));
    assertThat(scene.click(asked)).isInstanceOf(Stay.class);
    assertThat(scene.now(asked)).isInstanceOf(Preparing.class);
    scene.sweepAfter(Duration.ofSeconds(14));
    assertThat(scene.now(asked)).isInstanceOf(Preparing.class);
    scene.sweepAfter(Duration.ofSeconds(1));
    assertThat(scene.now(asked)).isInstanceOf(AwaitingConsent.class);
  }

  @Test
  void an_instance_that_died_while_preparing_is_replaced_and_its_late_link_is_not_taken() {
    var asked = scene.ask(ANN);
    var dead = scene.claims.fresh();
    var click = new Click(ANN, asked.request().nonce(), dead);
    scene.stores.sessions().advance(asked.id(), s -> AuthFlow.decide(s, click, NOON));
    scene.sweepAfter(Duration.ofSeconds(15));
    var taken = scene.now(asked);
    assertThat(taken).isInstanceOf(AwaitingConsent.class);
    var late = new Preparing(asked.request(), dead, asked.expiresAt());
    assertThat(scene.prepare.handle(late)).isEqualTo(new Refuse(Refusal.OUT_OF_ORDER, taken));
    assertThat(scene.now(asked)).isEqualTo(taken);
  }

  @Test
  void a_session_nobody_clicked_expires() {
    var asked = scene.ask(ANN);
    scene.sweepAfter(PATIENCE.minusSeconds(1));
    assertThat(scene.now(asked)).isEqualTo(asked);
    int rings = scene.rings;
    scene.sweepAfter(Duration.ofSeconds(1));
    assertThat(scene.now(asked)).isEqualTo(new Expired(asked.request(), NOON.plus(PATIENCE)));
    assertThat(scene.rings).isEqualTo(rings + 1);
    assertThat(scene.platform.polls).isZero();
  }

  @Test
  void another_persons_token_is_revoked_and_never_used() {
    var waiting = scene.awaiting(ANN);
    var pair = scene.platform.approve(BO);
    scene.pollAfter(INTERVAL);
    assertThat(scene.now(waiting))
        .isEqualTo(
            new Failed(waiting.request(), NOON.plus(INTERVAL), FailureReason.WRONG_ACCOUNT, null));
    assertThat(scene.platform.revoked).containsExactly(pair);
    assertThat(scene.stores.grants().find(ANN)).isEmpty();
    assertThat(scene.stores.grants().find(BO)).isEmpty();
    assertThat(scene.stores.users().find(BO)).isEmpty();
  }

  @Test
  void a_strangers_token_that_cannot_be_revoked_now_is_revoked_later() {
    var waiting = scene.awaiting(ANN);
    var pair = scene.platform.approve(BO);
    scene.clock.advance(INTERVAL);
    // the poll and the question whose it is are answered; the revocation is not
    scene.platform.next.add(new Redeemed.Approved(pair));
    scene.platform.next.add(new Identified.Owner(profile(BO)));
    scene.platform.next.add(unavailable(Duration.ZERO));
    scene.poll.handle();
    assertThat(scene.now(waiting)).isInstanceOf(Verifying.class);
    scene.sweepAfter(Duration.ofSeconds(15));
    assertThat(scene.platform.revoked).containsExactly(pair);
    assertThat(scene.now(waiting)).isInstanceOf(Failed.class);
  }

  @Test
  void a_token_the_platform_does_not_know_is_revoked_and_fails_the_session() {
    var waiting = scene.awaiting(ANN);
    var pair = Cast.pair(NOON);
    scene.platform.answer(new Redeemed.Approved(pair));
    scene.pollAfter(INTERVAL);
    var failed = (Failed) scene.now(waiting);
    assertThat(failed.reason()).isEqualTo(FailureReason.PLATFORM_REFUSED);
    assertThat(failed.platform())
        .isEqualTo(new PlatformError("99991668", "unknown token", "log-1"));
    assertThat(scene.platform.revoked).containsExactly(pair);
  }

  @Test
  void an_instance_that_died_while_verifying_is_replaced() {
    var waiting = scene.awaiting(ANN);
    scene.platform.approve(ANN);
    scene.clock.advance(INTERVAL);
    scene.platform.next.add(scene.platform.redeem(ANN.app(), scene.platform.codes.getLast()));
    scene.platform.next.add(unavailable(Duration.ZERO)); // whose it is
    scene.poll.handle();
    assertThat(scene.now(waiting)).isInstanceOf(Verifying.class);
    scene.sweepAfter(Duration.ofSeconds(14));
    assertThat(scene.now(waiting)).isInstanceOf(Verifying.class);
    scene.sweepAfter(Duration.ofSeconds(1));
    assertThat(scene.now(waiting)).isInstanceOf(Granted.class);
  }

  @Test
  void a_pair_for_a_cancelled_session_is_revoked() {
    var waiting = (AwaitingConsent) scene.awaiting(ANN);
    scene.cancel.handle(waiting.id());
    var pair = scene.platform.approve(ANN);
    scene.settle.approved(waiting, pair);
    assertThat(scene.platform.revoked).containsExactly(pair);
    assertThat(scene.now(waiting)).isInstanceOf(Cancelled.class);
    assertThat(scene.stores.grants().find(ANN)).isEmpty();
  }

  @Test
  void a_store_that_is_out_for_a_moment_does_not_cost_the_pair() {
    var insist = new Insistence(3, Duration.ofSeconds(1), scene.pauses::add);
    var tries = new int[1];
    var outcome =
        insist.on(
            () -> {
              if (++tries[0] < 3) {
                throw new IllegalStateException("the store is out");
              }
              return "stored";
            });
    assertThat(outcome).isEqualTo("stored");
    assertThat(scene.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    tries[0] = -10;
    assertThatThrownBy(
            () ->
                insist.on(
                    () -> {
                      tries[0]++;
                      throw new IllegalStateException("the store is out");
                    }))
        .hasMessage("the store is out");
    assertThat(tries[0]).isEqualTo(-7);
  }

  @Test
  void a_session_that_cannot_be_swept_does_not_keep_the_others_from_it() {
    var failed = new ArrayList<RuntimeException>();
    Executor each =
        task -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            failed.add(e);
          }
        };
    var broken = scene.ask(ANN);
    var other = scene.ask(BO);
    var sessions = new BrokenFor(broken.id(), scene.stores.sessions());
    scene.clock.advance(PATIENCE);
    new SweepOverdue(
            sessions, scene.prepare, scene.verify, scene.claims, () -> {}, each, scene.clock)
        .handle();
    assertThat(failed).hasSize(1);
    assertThat(scene.now(other)).isInstanceOf(Expired.class);
  }

  @Test
  void sweeping_twice_moves_a_session_once() {
    scene.ask(ANN);
    scene.sweepAfter(PATIENCE);
    scene.sweep.handle();
    assertThat(scene.stores.sessions().findOpen(ANN)).isEmpty();
  }

  @Test
  void what_the_platform_asked_to_wait_is_in_the_exception() {
    assertThat(unavailable(Duration.ofSeconds(7)).waitAtLeast()).hasSeconds(7);
    var caused =
        new PlatformUnavailable("polling", Duration.ofSeconds(1), new IllegalStateException("x"));
    assertThat(caused).hasMessage("polling").hasCauseInstanceOf(IllegalStateException.class);
    assertThat(caused.waitAtLeast()).hasSeconds(1);
  }

  @Test
  void people_do_not_disturb_each_other() {
    for (int i = 0; i < 20; i++) {
      scene.awaiting(new Person(ANN.app(), new OpenId("ou_" + i)));
      scene.platform.approve(new Person(ANN.app(), new OpenId("ou_" + i)));
    }
    scene.pollAfter(INTERVAL);
    for (int i = 0; i < 20; i++) {
      assertThat(scene.stores.grants().find(new Person(ANN.app(), new OpenId("ou_" + i))))
          .isPresent();
    }
  }
}
