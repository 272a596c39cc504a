package dev.larkspur.application.people;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.OTHER_APP;
import static dev.larkspur.application.people.PeopleScene.HOUR;
import static dev.larkspur.application.people.PeopleScene.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FollowRenewalsTest {
  private static final Person STRANGER = new Person(OTHER_APP, new OpenId("ou_stranger"));

  private final PeopleScene scene = new PeopleScene();
  private final FollowRenewals follow =
      new FollowRenewals(scene.update(), HOUR, scene.pause, scene.clock);

  private void renewed(Person... people) {
    for (var person : people) {
      scene.consented(person);
    }
    scene.clock.advance(HOUR);
    for (var person : people) {
      follow.renewed(person);
    }
  }

  @Test
  void whoever_was_renewed_is_brought_up_to_date_one_after_the_other_with_rests() {
    renewed(ANN, BO);
    assertThat(scene.asked).as("not while somebody waits for the token").isEmpty();
    assertThat(follow.handle()).isTrue();
    assertThat(follow.handle()).isFalse();
    assertThat(scene.isUpdated(ANN)).isTrue();
    assertThat(scene.isUpdated(BO)).isTrue();
    assertThat(scene.pause.slept).hasSize(2).allMatch(Duration::isPositive);
    assertThat(follow.handle()).isFalse();
  }

  @Test
  void renewed_again_and_again_a_person_is_asked_for_once_an_hour() {
    renewed(ANN);
    for (int i = 0; i < 5; i++) {
      follow.renewed(ANN);
    }
    while (follow.handle()) {}
    assertThat(scene.asked).containsExactly(ANN);
  }

  @Test
  void in_an_outage_nobody_of_the_app_is_asked_for_a_minute_and_of_other_apps_they_are() {
    renewed(ANN, BO, STRANGER);
    scene.isOut(Duration.ZERO);
    follow.handle();
    scene.meanwhile = () -> {};
    follow.handle();
    follow.handle();
    assertThat(scene.asked).containsExactly(ANN, STRANGER);

    scene.clock.advance(Duration.ofMinutes(1));
    follow.renewed(BO);
    follow.handle();
    assertThat(scene.isUpdated(BO)).isTrue();
  }

  @Test
  void a_longer_wait_that_the_platform_wishes_is_kept() {
    renewed(ANN, BO);
    scene.isOut(Duration.ofMinutes(2));
    follow.handle();
    scene.clock.advance(Duration.ofMinutes(1));
    follow.handle();
    assertThat(scene.asked).containsExactly(ANN);
  }

  @Test
  void more_than_can_be_followed_are_left_to_their_next_refresh() {
    for (int i = 0; i < 10_500; i++) {
      follow.renewed(person(i));
    }
    int rounds = 1;
    while (follow.handle()) {
      rounds++;
    }
    assertThat(rounds).isEqualTo(10_000);
  }
}
