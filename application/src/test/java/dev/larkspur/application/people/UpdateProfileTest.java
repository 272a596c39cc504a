package dev.larkspur.application.people;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.barely;
import static dev.larkspur.application.Cast.held;
import static dev.larkspur.application.Cast.profile;
import static dev.larkspur.application.people.PeopleScene.HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.Consented;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpdateProfileTest {
  private final PeopleScene scene = new PeopleScene();
  private final UpdateProfile update = scene.update();

  @Test
  void what_the_platform_tells_now_is_kept() {
    scene.consented(ANN);
    scene.clock.advance(HOUR);
    assertThat(update.handle(ANN, HOUR)).isTrue();
    assertThat(scene.stores.users().find(ANN)).contains(profile(ANN));
  }

  @Test
  void whoever_was_asked_for_of_late_is_left_alone_even_if_there_was_no_answer() {
    scene.consented(ANN);
    scene.clock.advance(HOUR.minusMillis(1));
    assertThat(update.handle(ANN, HOUR)).isFalse();

    scene.clock.advance(Duration.ofMillis(1));
    scene.isOut(Duration.ZERO);
    assertThatThrownBy(() -> update.handle(ANN, HOUR)).isInstanceOf(PlatformUnavailable.class);
    assertThat(update.handle(ANN, HOUR)).isFalse();
    assertThat(scene.asked).containsExactly(ANN);
  }

  @Test
  void without_a_valid_token_nobody_is_asked_for_and_nothing_refreshed() {
    scene.consented(ANN);
    scene.consented(BO);
    Consented.tell(scene.stores.grants(), BO, new Revoke(), NOON);
    scene.clock.advance(Duration.ofHours(2));
    var before = held(scene.stores.grants(), ANN);
    assertThat(update.handle(ANN, HOUR)).isFalse();
    assertThat(update.handle(BO, HOUR)).isFalse();
    assertThat(scene.asked).isEmpty();
    assertThat(held(scene.stores.grants(), ANN)).isEqualTo(before);
  }

  @Test
  void a_token_that_is_said_to_be_somebody_elses_changes_nothing_and_is_told() {
    scene.consented(ANN);
    scene.tells(ANN, profile(BO));
    var before = held(scene.stores.grants(), ANN);
    scene.clock.advance(HOUR);
    update.handle(ANN, HOUR);
    assertThat(scene.stores.users().find(ANN)).contains(barely(ANN));
    assertThat(scene.stores.users().find(BO)).isEmpty();
    assertThat(held(scene.stores.grants(), ANN)).isEqualTo(before);
    assertThat(scene.doubts).containsExactly("ou_ann is somebody else");
  }

  @Test
  void a_token_that_is_not_taken_changes_nothing_and_is_told() {
    var before = Consented.now(ANN, scene.stores, NOON); // unknown to the platform
    scene.stores.users().save(barely(ANN), NOON);
    scene.clock.advance(HOUR);
    update.handle(ANN, HOUR);
    assertThat(scene.stores.users().find(ANN)).contains(barely(ANN));
    assertThat(held(scene.stores.grants(), ANN)).isEqualTo(before);
    assertThat(scene.doubts).containsExactly("ou_ann 99991668");
  }

  @Test
  void a_slow_answer_does_not_outdo_one_that_was_asked_for_later() {
    scene.consented(ANN);
    scene.clock.advance(HOUR);
    scene.meanwhile =
        () -> {
          scene.clock.advance(Duration.ofSeconds(9));
          scene.stores.users().save(barely(ANN), scene.clock.instant());
        };
    update.handle(ANN, HOUR);
    assertThat(scene.stores.users().find(ANN)).contains(barely(ANN));
  }
}
