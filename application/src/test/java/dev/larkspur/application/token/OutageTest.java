package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.token.TokenScene.DUE;
import static dev.larkspur.application.token.TokenScene.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.token.RenewalOutcome.Renewed;
import dev.larkspur.application.token.RenewalOutcome.RetryLater;
import dev.larkspur.application.token.RenewalOutcome.Uncertain;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Unspent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The platform answers nothing for a while: what that costs people. */
class OutageTest {
  private static final Duration FORGOTTEN = Duration.ofMinutes(5);

  private final TokenScene scene = new TokenScene();

  /**
   * Three people's refresh tokens are lost, one after the other, and their access tokens are over.
   */
  private Instant threeLostAfterTheirTokensWereOver() {
    for (int i = 0; i < 3; i++) {
      scene.consented(person(i));
    }
    scene.consented(ANN);
    scene.consented(BO);
    scene.at(NOON.plus(Duration.ofHours(2)));
    for (int i = 0; i < 3; i++) {
      scene.platform.loseRequest();
      assertThat(renew(person(i))).isInstanceOf(Uncertain.class);
    }
    return scene.clock.instant();
  }

  private RenewalOutcome renew(Person person) {
    return scene.one.renew.handle(person, new Need.Newer(1));
  }

  private Held now(Person person) {
    return scene.now(person);
  }

  @Test
  void who_waits_is_told_when_to_come_again_and_loses_nothing() {
    threeLostAfterTheirTokensWereOver();
    assertThat(renew(ANN)).isEqualTo(new RetryLater(Duration.ofSeconds(4), null));
    assertThat(now(ANN).renewal()).isInstanceOf(Unspent.class);
    scene.clock.advance(Duration.ofSeconds(4));
    assertThat(renew(ANN)).isInstanceOf(Renewed.class); // the platform is well
    assertThat(renew(BO)).isInstanceOf(Renewed.class);
  }

  @Test
  void while_it_lasts_one_after_the_other_and_ever_more_rarely() {
    threeLostAfterTheirTokensWereOver();
    scene.clock.advance(Duration.ofSeconds(4));
    scene.platform.loseRequest();
    assertThat(renew(ANN)).isInstanceOf(Uncertain.class);
    assertThat(renew(BO)).isEqualTo(new RetryLater(Duration.ofSeconds(8), null));
    assertThat(scene.platform.count()).isEqualTo(4);
  }

  @Test
  void the_one_probe_is_not_spent_in_it() {
    var lost = threeLostAfterTheirTokensWereOver();
    scene.at(lost.plusSeconds(31)); // at other times it would be probed now
    assertThat(renew(person(0))).isInstanceOf(Uncertain.class);
    assertThat(now(person(0)).renewal()).isInstanceOf(Presented.class);
    scene.at(lost.plus(FORGOTTEN));
    assertThat(renew(person(0))).isInstanceOf(Renewed.class);
  }

  @Test
  void a_good_answer_lets_the_probes_go() {
    var lost = threeLostAfterTheirTokensWereOver();
    scene.at(lost.plusSeconds(31));
    assertThat(renew(ANN)).isInstanceOf(Renewed.class);
    assertThat(renew(person(0))).isInstanceOf(Renewed.class);
  }

  @Test
  void ahead_of_need_one_is_tried_that_was_not_lost_yet() {
    scene.wanted(BO);
    var lost = threeLostAfterTheirTokensWereOver();
    scene.at(lost.plusSeconds(31));
    assertThat(DUE).isBefore(lost);
    scene.one.ahead(Runnable::run).handle();
    assertThat(now(BO).epoch()).isGreaterThan(1);
    assertThat(now(person(0)).renewal()).isInstanceOf(Presented.class);
  }
}
