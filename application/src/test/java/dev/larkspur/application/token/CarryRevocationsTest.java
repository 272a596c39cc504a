package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Consented.tell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.authorization.port.InMemoryPlatform;
import dev.larkspur.application.token.port.InMemoryRevocations;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CarryRevocationsTest {
  private final TokenScene scene = new TokenScene();
  private final InMemoryPlatform platform = new InMemoryPlatform(scene.clock);
  private final InMemoryRevocations revocations = (InMemoryRevocations) scene.stores.revocations();
  private final CarryRevocations carry =
      new CarryRevocations(revocations, platform, Runnable::run, scene.clock);

  private TokenPair withdrawn(Person person) {
    var pair = scene.consented(person).pair();
    tell(scene.grants, person, new Revoke(), scene.clock.instant());
    return pair;
  }

  private void roundAfter(Duration time) {
    scene.clock.advance(time);
    carry.handle();
  }

  @Test
  void T18_the_platform_is_told_of_every_withdrawn_pair_once() {
    var anns = withdrawn(ANN);
    var bos = withdrawn(BO);
    assertThat(carry.handle()).isFalse();
    assertThat(platform.revoked).containsExactly(anns, bos);
    roundAfter(Duration.ofHours(1));
    assertThat(platform.revoked).hasSize(2);
    assertThat(revocations.size()).isZero();
  }

  @Test
  void a_persons_own_are_carried_at_once() {
    withdrawn(BO);
    var anns = withdrawn(ANN);
    carry.handle(ANN);
    assertThat(platform.revoked).containsExactly(anns);
  }

  @Test
  void whoever_withdraws_does_not_rely_on_another_who_took_it_just_now() {
    var anns = withdrawn(ANN);
    var others = revocations.lease(NOON, NOON.plusSeconds(90), 9);
    carry.handle(ANN);
    assertThat(platform.revoked).containsExactly(anns);
    revocations.done(others.getFirst().id()); // the other too
    roundAfter(Duration.ofSeconds(90));
    assertThat(platform.revoked).hasSize(1);
  }

  @Test
  void a_platform_that_does_not_answer_is_told_later_and_later() {
    withdrawn(ANN);
    for (long wait = 1; wait <= 8; wait *= 2) {
      platform.next.add(InMemoryPlatform.unavailable(Duration.ZERO));
      carry.handle();
      roundAfter(Duration.ofSeconds(wait).minusMillis(1));
      assertThat(platform.next).isEmpty();
      assertThat(platform.revoked).isEmpty();
      scene.clock.advance(Duration.ofMillis(1));
    }
    carry.handle();
    assertThat(platform.revoked).hasSize(1);
  }

  @Test
  void a_platform_that_says_when_to_come_again_is_obeyed() {
    withdrawn(ANN);
    platform.next.add(InMemoryPlatform.unavailable(Duration.ofMinutes(1)));
    carry.handle();
    roundAfter(Duration.ofSeconds(59));
    assertThat(platform.revoked).isEmpty();
    roundAfter(Duration.ofSeconds(1));
    assertThat(platform.revoked).hasSize(1);
  }

  @Test
  void however_often_it_failed_it_is_tried_every_quarter_of_an_hour() {
    withdrawn(ANN);
    for (int i = 0; i < 20; i++) {
      platform.next.add(InMemoryPlatform.unavailable(Duration.ZERO));
      roundAfter(Duration.ofMinutes(15));
    }
    assertThat(platform.next).isEmpty();
    roundAfter(Duration.ofMinutes(15));
    assertThat(platform.revoked).hasSize(1);
  }

  @Test
  void a_pair_whose_time_is_over_is_forgotten_when_the_platform_does_not_answer() {
    withdrawn(ANN);
    scene.at(NOON.plus(Duration.ofDays(7)).minusSeconds(1));
    platform.next.add(InMemoryPlatform.unavailable(Duration.ZERO));
    carry.handle();
    assertThat(revocations.size()).isOne();
    platform.next.add(InMemoryPlatform.unavailable(Duration.ZERO));
    roundAfter(Duration.ofSeconds(1));
    assertThat(revocations.size()).isZero();
  }

  @Test
  void whoever_died_while_carrying_is_replaced_after_a_while() {
    withdrawn(ANN);
    revocations.lease(NOON, NOON.plusSeconds(90), 9);
    roundAfter(Duration.ofSeconds(89));
    assertThat(platform.revoked).isEmpty();
    roundAfter(Duration.ofSeconds(1));
    assertThat(platform.revoked).hasSize(1);
  }

  @Test
  void a_full_round_says_that_there_may_be_more() {
    for (int i = 0; i < 17; i++) {
      withdrawn(TokenScene.person(i));
    }
    assertThat(carry.handle()).isTrue();
    assertThat(carry.handle()).isFalse();
    assertThat(platform.revoked).hasSize(17);
  }
}
