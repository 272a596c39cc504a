package dev.larkspur.application.authorization.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.barely;
import static dev.larkspur.application.Cast.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import org.junit.jupiter.api.Test;

/** What every store of users keeps to. */
public interface UsersContract extends StoreContract {
  @Test
  default void everything_that_was_told_is_kept_for_this_person_alone() {
    var users = empty(new MutableClock(NOON)).users();
    assertThat(users.find(ANN)).isEmpty();
    users.save(profile(ANN), NOON);
    assertThat(users.find(ANN)).contains(profile(ANN));
    assertThat(users.find(BO)).isEmpty();
  }

  @Test
  default void what_is_told_later_replaces_it_and_what_is_not_told_any_more_is_forgotten() {
    var users = empty(new MutableClock(NOON)).users();
    users.save(profile(ANN), NOON);
    users.save(barely(ANN), NOON.plusSeconds(1));
    assertThat(users.find(ANN)).contains(barely(ANN));
    users.save(profile(ANN), NOON.plusSeconds(2));
    assertThat(users.find(ANN)).contains(profile(ANN));
  }

  @Test
  default void an_answer_that_was_asked_for_earlier_changes_nothing() {
    var users = empty(new MutableClock(NOON)).users();
    users.save(profile(ANN), NOON);
    users.save(barely(ANN), NOON.minusMillis(1));
    assertThat(users.find(ANN)).contains(profile(ANN));
  }

  @Test
  default void whoever_was_not_asked_for_of_late_is_claimed_by_one_of_many() throws Exception {
    var users = empty(new MutableClock(NOON)).users();
    users.save(profile(ANN), NOON);
    users.save(profile(BO), NOON);
    var hour = NOON.plusSeconds(3600);
    assertThat(users.claim(ANN, hour, NOON.minusMillis(1))).isFalse();
    assertThat(Race.of(16, () -> users.claim(ANN, hour, NOON))).containsOnlyOnce(true);
    assertThat(users.claim(BO, hour, NOON)).isTrue();
    assertThat(users.find(ANN)).contains(profile(ANN));
  }

  @Test
  default void an_answer_that_comes_later_does_not_take_the_claim_back() {
    var users = empty(new MutableClock(NOON)).users();
    users.save(profile(ANN), NOON);
    assertThat(users.claim(ANN, NOON.plusSeconds(10), NOON)).isTrue();
    users.save(barely(ANN), NOON.plusSeconds(5));
    assertThat(users.find(ANN)).contains(barely(ANN));
    assertThat(users.claim(ANN, NOON.plusSeconds(20), NOON.plusSeconds(9))).isFalse();
  }

  @Test
  default void of_whom_nothing_is_known_can_always_be_asked_for() {
    var users = empty(new MutableClock(NOON)).users();
    assertThat(users.claim(ANN, NOON, NOON.minusSeconds(3600))).isTrue();
    assertThat(users.claim(ANN, NOON, NOON.minusSeconds(3600))).isTrue();
    assertThat(users.find(ANN)).isEmpty();
  }
}
