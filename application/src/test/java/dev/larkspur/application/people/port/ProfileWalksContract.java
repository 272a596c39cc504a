package dev.larkspur.application.people.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;
import static dev.larkspur.application.Cast.profile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Consented;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.people.port.ProfileWalks.Passed;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store that is walked along keeps to. */
public interface ProfileWalksContract extends StoreContract {
  Person CAI = new Person(APP, new OpenId("ou_cai"));
  Duration TURN = Duration.ofMinutes(2);
  Instant SINCE = NOON.minus(Duration.ofHours(6));

  /** Over the store of the last {@link #empty}. */
  ProfileWalks walks();

  @Test
  default void a_walk_is_taken_when_it_is_due_and_by_one_of_many() throws Exception {
    empty(new MutableClock(NOON));
    assertThat(walks().take(APP, NOON, NOON.plus(TURN))).as("not planned").isFalse();
    walks().plan(APP, NOON);
    assertThat(walks().take(APP, NOON.minusMillis(1), NOON.plus(TURN))).isFalse();
    assertThat(Race.of(16, () -> walks().take(APP, NOON, NOON.plus(TURN)))).containsOnlyOnce(true);
    assertThat(walks().take(OTHER_APP, NOON, NOON.plus(TURN))).as("another app's").isFalse();
  }

  @Test
  default void a_plan_moves_a_walk_forward_and_never_back() {
    empty(new MutableClock(NOON));
    walks().plan(APP, NOON);
    walks().plan(APP, NOON.plus(TURN));
    assertThat(walks().take(APP, NOON, NOON.plus(TURN))).isTrue();
    walks().plan(APP, NOON.plusSeconds(1));
    assertThat(walks().take(APP, NOON.plusSeconds(1), NOON.plus(TURN))).isTrue();
  }

  @Test
  default void a_turn_that_was_slept_through_is_another_ones() {
    empty(new MutableClock(NOON));
    var first = NOON.plus(TURN);
    var second = first.plus(TURN);
    walks().plan(APP, NOON);
    assertThat(walks().take(APP, NOON, first)).isTrue();
    assertThat(walks().keep(APP, first, second)).isTrue();
    assertThat(walks().take(APP, first, second)).as("it was kept").isFalse();
    assertThat(walks().take(APP, second, second.plus(TURN))).isTrue();
    assertThat(walks().keep(APP, second, second.plusSeconds(1))).isFalse();
  }

  @Test
  default void a_walk_comes_by_everybody_of_the_app_once_in_pages() {
    var stores = empty(new MutableClock(NOON));
    var stranger = new Person(OTHER_APP, new OpenId("ou_ann"));
    List.of(BO, CAI, stranger, ANN).forEach(person -> Consented.now(person, stores, NOON));
    var passed = new ArrayList<Passed>();
    @Nullable OpenId after = null;
    for (var page = next(after, 2); !page.isEmpty(); page = next(after, 2)) {
      assertThat(page).hasSizeLessThanOrEqualTo(2);
      passed.addAll(page);
      after = page.getLast().person().openId();
    }
    assertThat(passed)
        .containsExactlyInAnyOrder(
            new Passed(ANN, true), new Passed(BO, true), new Passed(CAI, true));
  }

  private List<Passed> next(@Nullable OpenId after, int most) {
    return walks().next(APP, after, NOON, SINCE, most);
  }

  @Test
  default void nothing_is_to_do_for_who_was_asked_for_or_has_no_valid_token() {
    var stores = empty(new MutableClock(NOON));
    var over = NOON.minus(Duration.ofHours(3));
    Consented.to(Cast.pair(over), ANN, stores, over);
    Consented.now(BO, stores, NOON);
    Consented.tell(stores.grants(), BO, new Revoke(), NOON);
    Consented.now(CAI, stores, NOON);
    stores.users().save(profile(CAI), SINCE.plusMillis(1));
    assertThat(next(null, 10)).hasSize(3).noneMatch(Passed::due);

    assertThat(stores.users().claim(CAI, NOON, NOON)).isTrue();
    assertThat(walks().next(APP, BO.openId(), NOON, NOON, 1))
        .containsExactly(new Passed(CAI, true));
  }
}
