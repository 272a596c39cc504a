package dev.larkspur.application.people;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;
import static dev.larkspur.application.people.PeopleScene.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.people.port.InMemoryProfileWalks;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyncProfilesTest {
  private static final Person STRANGER = new Person(OTHER_APP, new OpenId("ou_stranger"));

  /** Longer than what counts as of late. */
  private static final Duration AT_NIGHT = Duration.ofHours(14);

  private final PeopleScene scene = new PeopleScene();
  private final InMemoryProfileWalks walks = new InMemoryProfileWalks(scene.stores);
  private final SyncProfiles one = anInstance();

  /** It is two o'clock every day. */
  private SyncProfiles anInstance() {
    return new SyncProfiles(
        scene.apps, walks, scene.update(), SyncProfilesTest::two, scene.pause, scene.clock);
  }

  private static Instant two(Instant after) {
    var today = after.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(2));
    return today.isAfter(after) ? today : today.plus(Duration.ofDays(1));
  }

  /** They consented long ago, have valid tokens, and it is two o'clock. */
  private void atTwo(int people) {
    one.handle(); // plans the night's
    scene.clock.advance(AT_NIGHT);
    IntStream.range(0, people).forEach(i -> scene.longKnown(person(i)));
  }

  private static void walk(SyncProfiles instance) {
    while (instance.handle()) {}
  }

  private long updated(int people) {
    return IntStream.range(0, people).filter(i -> scene.isUpdated(person(i))).count();
  }

  @Test
  void nobody_is_asked_for_before_it_is_time() {
    one.handle();
    scene.clock.advance(AT_NIGHT.minusMillis(1));
    scene.longKnown(person(1));
    walk(one);
    assertThat(scene.asked).isEmpty();
    scene.clock.advance(Duration.ofMillis(1));
    walk(one);
    assertThat(scene.asked).containsExactly(person(1));
  }

  @Test
  void everybody_with_a_valid_token_is_brought_up_to_date_slowly_and_once_a_night() {
    atTwo(450);
    scene.longKnown(STRANGER);
    walk(one);
    assertThat(updated(450)).isEqualTo(450);
    assertThat(scene.isUpdated(STRANGER)).isTrue();
    assertThat(scene.pause.slept).hasSize(451);
    walk(one);
    assertThat(scene.asked).hasSize(451).doesNotHaveDuplicates();
    assertThat(walks.take(APP, scene.clock.instant(), NOON.plus(Duration.ofDays(9))))
        .as("until tomorrow at two")
        .isFalse();
  }

  @Test
  void who_was_asked_for_in_the_last_hours_or_has_no_valid_token_is_passed_by() {
    atTwo(3);
    scene.consented(person(3)); // just now
    scene.clock.advance(Duration.ofHours(-2));
    scene.longKnown(person(4)); // with a token of two hours
    scene.clock.advance(Duration.ofHours(2));
    walk(one);
    assertThat(scene.asked).containsExactly(person(0), person(1), person(2));
  }

  @Test
  void of_two_instances_one_walks() {
    atTwo(10);
    var other = anInstance();
    one.handle();
    assertThat(other.handle()).isFalse();
    walk(one);
    walk(other);
    assertThat(scene.asked).hasSize(10);
  }

  @Test
  void another_goes_on_when_one_has_died() {
    atTwo(10);
    for (int i = 0; i < 4; i++) {
      one.handle();
    }
    var other = anInstance();
    scene.clock.advance(Duration.ofMinutes(2));
    walk(other);
    assertThat(scene.asked).hasSize(10).doesNotHaveDuplicates();
    assertThat(updated(10)).isEqualTo(10);
  }

  @Test
  void one_that_slept_past_its_turn_leaves_it_to_the_other() {
    atTwo(10);
    one.handle();
    scene.clock.advance(Duration.ofMinutes(2));
    var other = anInstance();
    other.handle();
    walk(one);
    assertThat(scene.asked).hasSize(2);
    walk(other);
    assertThat(scene.asked).hasSize(10);
  }

  @Test
  void a_long_walk_keeps_its_turn() {
    atTwo(10);
    var other = anInstance();
    scene.meanwhile = () -> scene.clock.advance(Duration.ofSeconds(50));
    while (one.handle()) {
      assertThat(other.handle()).isFalse();
    }
    assertThat(scene.asked).hasSize(10);
  }

  @Test
  void an_outage_of_the_platform_ends_the_walk_until_the_next_night() {
    atTwo(10);
    scene.isOut(Duration.ofHours(1));
    walk(one);
    assertThat(scene.asked).hasSize(3);
    assertThat(scene.pause.slept).hasSize(3).allMatch(d -> d.toSeconds() <= 5);
    scene.meanwhile = () -> {};
    walk(one);
    assertThat(scene.asked).hasSize(3);
  }

  @Test
  void a_walk_that_was_missed_is_made_when_somebody_is_there_again() {
    atTwo(2);
    scene.clock.advance(Duration.ofMinutes(90));
    walk(anInstance());
    assertThat(updated(2)).isEqualTo(2);
  }
}
