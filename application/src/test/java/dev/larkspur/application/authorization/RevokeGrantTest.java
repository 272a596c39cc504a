package dev.larkspur.application.authorization;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.held;
import static dev.larkspur.application.authorization.port.InMemoryPlatform.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Withdrawn;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.Decision.Stay;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.authorization.Refusal;
import dev.larkspur.domain.token.Grant.Revoked;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service, an administrator or the person withdraws what was consented to. */
class RevokeGrantTest {
  private final Scene scene = new Scene();

  private boolean isRevoked() {
    return scene.stores.grants().find(ANN).orElseThrow() instanceof Revoked;
  }

  @Test
  void T18_what_is_withdrawn_here_is_revoked_at_the_platform_and_the_card_says_so() {
    var granted = scene.granted(ANN);
    var pair = held(scene.stores.grants(), ANN).pair();
    int rings = scene.rings;
    assertThat(scene.revoke.handle(ANN)).isTrue();
    assertThat(isRevoked()).isTrue();
    assertThat(scene.platform.revoked).containsExactly(pair);
    assertThat(scene.now(granted))
        .isEqualTo(new Withdrawn(granted.request(), scene.clock.instant()));
    assertThat(scene.rings).isEqualTo(rings + 1);
  }

  @Test
  void nobody_uses_it_from_then_on_though_the_platform_does_not_answer() {
    scene.granted(ANN);
    scene.platform.next.add(unavailable(Duration.ZERO));
    assertThat(scene.revoke.handle(ANN)).isTrue();
    assertThat(isRevoked()).isTrue();
    assertThat(scene.platform.revoked).isEmpty();
    scene.clock.advance(Duration.ofSeconds(1));
    scene.carry.handle();
    assertThat(scene.platform.revoked).hasSize(1);
  }

  @Test
  void withdrawing_twice_is_as_good_as_once() {
    scene.granted(ANN);
    assertThat(scene.revoke.handle(ANN)).isTrue();
    assertThat(scene.revoke.handle(ANN)).isTrue();
    assertThat(scene.platform.revoked).hasSize(1);
  }

  @Test
  void where_there_never_was_a_grant_nothing_is_withdrawn() {
    int rings = scene.rings;
    assertThat(scene.revoke.handle(ANN)).isFalse();
    assertThat(scene.rings).isEqualTo(rings);
  }

  @Test
  void one_persons_withdrawal_is_nobody_elses() {
    scene.granted(ANN);
    var bo = scene.granted(BO);
    scene.revoke.handle(ANN);
    assertThat(scene.now(bo)).isEqualTo(bo);
    assertThat(held(scene.stores.grants(), BO).epoch()).isOne();
  }

  @Test
  void the_person_withdraws_by_a_press_on_their_card() {
    var granted = scene.granted(ANN);
    var decision = scene.press.handle(granted.id(), ANN, granted.request().nonce());
    assertThat(decision).isEqualTo(new Stay(scene.now(granted)));
    assertThat(decision.session()).isInstanceOf(Withdrawn.class);
    assertThat(isRevoked()).isTrue();
    assertThat(scene.platform.revoked).hasSize(1);
  }

  @Test
  void a_second_press_changes_nothing() {
    var granted = scene.granted(ANN);
    scene.press.handle(granted.id(), ANN, granted.request().nonce());
    assertThat(scene.press.handle(granted.id(), ANN, granted.request().nonce()))
        .isEqualTo(new Refuse(Refusal.ALREADY_SETTLED, scene.now(granted)));
    assertThat(scene.platform.revoked).hasSize(1);
  }

  @Test
  void a_strangers_press_and_a_forged_one_withdraw_nothing() {
    var granted = scene.granted(ANN);
    assertThat(scene.press.handle(granted.id(), BO, granted.request().nonce()))
        .isEqualTo(new Refuse(Refusal.NOT_YOURS, granted));
    assertThat(scene.press.handle(granted.id(), ANN, new Nonce("forged")))
        .isEqualTo(new Refuse(Refusal.OLD_CARD, granted));
    assertThat(isRevoked()).isFalse();
  }

  @Test
  void a_press_on_a_card_that_was_never_granted_withdraws_nothing() {
    scene.granted(ANN);
    var open = scene.ask(ANN);
    assertThat(scene.press.handle(open.id(), ANN, open.request().nonce()))
        .isEqualTo(new Refuse(Refusal.OUT_OF_ORDER, open));
    assertThat(isRevoked()).isFalse();
  }

  @Test
  void a_press_on_the_card_of_an_older_consent_withdraws_nothing_newer() {
    var older = scene.granted(ANN);
    var newer = scene.granted(ANN);
    assertThat(scene.press.handle(older.id(), ANN, older.request().nonce()))
        .isEqualTo(new Refuse(Refusal.OLD_CARD, older));
    assertThat(scene.now(newer)).isInstanceOf(Granted.class);
    assertThat(isRevoked()).isFalse();
  }

  @Test
  void a_press_on_the_card_of_an_older_consent_says_so_even_when_the_newer_was_withdrawn() {
    var older = scene.granted(ANN);
    scene.granted(ANN);
    scene.revoke.handle(ANN);
    assertThat(scene.press.handle(older.id(), ANN, older.request().nonce()))
        .isEqualTo(new Refuse(Refusal.OLD_CARD, older));
  }

  @Test
  void T10_whoever_consents_anew_after_a_withdrawal_has_a_grant_again() {
    scene.granted(ANN);
    scene.revoke.handle(ANN);
    scene.granted(ANN);
    assertThat(held(scene.stores.grants(), ANN).epoch()).isEqualTo(3);
  }
}
