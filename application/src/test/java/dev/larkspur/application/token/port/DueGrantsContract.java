package dev.larkspur.application.token.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;
import static dev.larkspur.application.Cast.attempt;
import static dev.larkspur.application.Cast.held;
import static dev.larkspur.application.Cast.pair;
import static dev.larkspur.application.Consented.ERROR;
import static dev.larkspur.application.Consented.tell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Consented;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.Stores;
import dev.larkspur.application.token.port.Grants.Due;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantCommand.AskedAnew;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.GrantCommand.Need;
import dev.larkspur.domain.token.GrantCommand.NoAnswer;
import dev.larkspur.domain.token.GrantCommand.Refused;
import dev.larkspur.domain.token.GrantCommand.Renew;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import dev.larkspur.domain.token.GrantCommand.TurnedAway;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantDecision.Advance;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.Renewal.Presented;
import dev.larkspur.domain.token.Renewal.Probed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which grants every store finds to be renewed, and which people to be asked. */
public interface DueGrantsContract extends StoreContract {
  /** More than any rounding of times, and less than any difference that matters. */
  Duration A_LITTLE = Duration.ofMillis(1);

  /** Long after anything that was consented to at noon has become due. */
  Instant LATER = NOON.plus(Duration.ofDays(4));

  private static Person person(int number) {
    return new Person(APP, new OpenId("ou_" + number));
  }

  private static Held wanted(Stores stores, Person person, Instant consentedAt) {
    Consented.now(person, stores, consentedAt);
    tell(stores.grants(), person, new LookedUp(), consentedAt);
    return held(stores.grants(), person);
  }

  private static List<GrantDecision> begin(Grants grants, Instant now, int most) {
    return begin(grants, Due.ALL, now, most);
  }

  private static List<GrantDecision> begin(Grants grants, Due which, Instant now, int most) {
    return grants.advanceDue(
        APP,
        which,
        now,
        most,
        g -> GrantFlow.decide(g, new Renew(new Need.Due(SCHEDULE), attempt(now)), now));
  }

  @Test
  default void probes_can_be_left_out() {
    var stores = empty(new MutableClock(NOON));
    wanted(stores, ANN, NOON);
    begin(stores.grants(), NOON.plus(Duration.ofMinutes(111)), 1);
    wanted(stores, BO, NOON);
    assertThat(begin(stores.grants(), Due.UNSPENT, LATER, 10)).hasSize(1);
    assertThat(people(begin(stores.grants(), Due.ALL, LATER, 10))).containsExactly(ANN);
  }

  private static List<Person> people(List<GrantDecision> decisions) {
    return decisions.stream().map(d -> ((Advance) d).grant().person()).toList();
  }

  @Test
  default void a_grant_in_use_is_due_in_the_last_tenth_of_its_tokens_life_and_not_before() {
    var stores = empty(new MutableClock(NOON));
    var ann = wanted(stores, ANN, NOON);
    assertIsDueAt(stores.grants(), SCHEDULE.dueAt(ann).orElseThrow());
    assertThat(held(stores.grants(), ANN).renewal()).isInstanceOf(Presented.class);
  }

  @Test
  default void an_idle_grant_is_due_at_half_of_its_refresh_tokens_life_and_not_before() {
    var stores = empty(new MutableClock(NOON));
    var ann = Consented.now(ANN, stores, NOON);
    assertIsDueAt(stores.grants(), SCHEDULE.dueAt(ann).orElseThrow());
  }

  @Test
  default void what_was_turned_away_is_due_when_its_backoff_is_over_and_not_before() {
    var stores = empty(new MutableClock(NOON));
    var ann = wanted(stores, ANN, NOON);
    var due = SCHEDULE.dueAt(ann).orElseThrow().plus(A_LITTLE);
    begin(stores.grants(), due, 1);
    var attempt = held(stores.grants(), ANN).attempt().orElseThrow();
    tell(stores.grants(), ANN, new TurnedAway(attempt, ERROR, Duration.ofSeconds(77)), due);
    assertIsDueAt(stores.grants(), due.plusSeconds(77));
  }

  @Test
  default void a_lost_answer_is_due_for_its_probe_and_then_never_again() {
    var stores = empty(new MutableClock(NOON));
    var ann = wanted(stores, ANN, NOON);
    var due = SCHEDULE.dueAt(ann).orElseThrow().plus(A_LITTLE);
    begin(stores.grants(), due, 1);
    var attempt = held(stores.grants(), ANN).attempt().orElseThrow();
    assertIsDueAt(stores.grants(), attempt.until()); // nobody has to say that it was lost
    assertThat(held(stores.grants(), ANN).renewal()).isInstanceOf(Probed.class);
    assertNothingIsDue(stores.grants(), LATER);
  }

  private static void assertIsDueAt(Grants grants, Instant due) {
    assertNothingIsDue(grants, due.minus(A_LITTLE));
    assertThat(grants.anyDue(APP, due.plus(A_LITTLE))).isTrue();
    assertThat(people(begin(grants, due.plus(A_LITTLE), 10))).containsExactly(ANN);
    assertNothingIsDue(grants, due.plus(A_LITTLE));
  }

  private static void assertNothingIsDue(Grants grants, Instant now) {
    assertThat(grants.anyDue(APP, now)).isFalse();
    assertThat(begin(grants, now, 10)).isEmpty();
  }

  @Test
  default void what_cannot_be_renewed_is_never_due() {
    var stores = empty(new MutableClock(NOON));
    var pair = pair(NOON);
    Consented.to(Cast.unrefreshable(NOON), person(1), stores, NOON);
    Consented.to(pair, person(2), stores, NOON);
    tell(stores.grants(), person(2), new Revoke(), NOON);
    Consented.now(ANN, stores, NOON);
    var attempt = GrantsContract.begun(stores.grants(), NOON);
    tell(stores.grants(), ANN, new Refused(attempt, Ending.EXPIRED, ERROR), NOON);
    assertNothingIsDue(stores.grants(), LATER);
  }

  @Test
  default void those_in_use_come_first_and_each_kind_by_its_deadline() {
    var stores = empty(new MutableClock(NOON));
    Consented.now(person(1), stores, NOON.plusSeconds(600));
    Consented.now(person(2), stores, NOON);
    wanted(stores, person(3), NOON.plusSeconds(600));
    wanted(stores, person(4), NOON);
    assertThat(people(begin(stores.grants(), LATER, 10)))
        .containsExactly(person(4), person(3), person(2), person(1));
  }

  @Test
  default void no_more_are_begun_than_wanted_and_the_rest_later() {
    var stores = empty(new MutableClock(NOON));
    for (int i = 0; i < 5; i++) {
      wanted(stores, person(i), NOON.plusSeconds(i));
    }
    assertThat(people(begin(stores.grants(), LATER, 2))).containsExactly(person(0), person(1));
    assertThat(people(begin(stores.grants(), LATER, 10)))
        .containsExactly(person(2), person(3), person(4));
    assertThat(begin(stores.grants(), LATER, 10)).isEmpty();
  }

  @Test
  default void of_several_instances_each_grant_is_begun_by_one() throws Exception {
    var stores = empty(new MutableClock(NOON));
    for (int i = 0; i < 20; i++) {
      wanted(stores, person(i), NOON);
    }
    var begun = Race.of(8, () -> begin(stores.grants(), LATER, 5));
    var all = begun.stream().flatMap(d -> people(d).stream()).toList();
    var rest = people(begin(stores.grants(), LATER, 100));
    assertThat(Stream.concat(all.stream(), rest.stream())).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  default void other_apps_are_left_alone() {
    var stores = empty(new MutableClock(NOON));
    var elsewhere = wanted(stores, new Person(OTHER_APP, ANN.openId()), NOON);
    assertNothingIsDue(stores.grants(), LATER);
    assertThat(stores.grants().anyDue(OTHER_APP, LATER)).isTrue();
    assertThat(held(stores.grants(), elsewhere.person())).isEqualTo(elsewhere);
  }

  @Test
  default void a_step_that_finds_nothing_to_do_changes_nothing() {
    var stores = empty(new MutableClock(NOON));
    var ann = wanted(stores, ANN, NOON);
    assertThat(stores.grants().advanceDue(APP, Due.ALL, LATER, 10, GrantDecision.Stay::new))
        .containsExactly(new GrantDecision.Stay(ann));
    assertThat(held(stores.grants(), ANN)).isEqualTo(ann);
  }

  @Test
  default void people_are_to_be_asked_from_when_their_grant_ended_the_longest_due_first() {
    var stores = empty(new MutableClock(NOON));
    ended(stores, BO, NOON.plusSeconds(2), Ending.EXPIRED);
    ended(stores, ANN, NOON.plusSeconds(1), Ending.INVALID);
    ended(stores, person(1), NOON, Ending.PERSON_INACTIVE);
    ended(stores, new Person(OTHER_APP, ANN.openId()), NOON, Ending.INVALID);
    Consented.now(person(2), stores, NOON);
    assertThat(stores.grants().toAsk(APP, NOON, 10)).isEmpty();
    assertThat(stores.grants().toAsk(APP, NOON.plusSeconds(1), 10)).containsExactly(ANN);
    assertThat(stores.grants().toAsk(APP, NOON.plusSeconds(2), 10)).containsExactly(ANN, BO);
    assertThat(stores.grants().toAsk(APP, NOON.plusSeconds(2), 1)).containsExactly(ANN);
  }

  @Test
  default void who_was_asked_is_not_to_be_asked_before_something_new_and_the_cool_down() {
    var stores = empty(new MutableClock(NOON));
    ended(stores, ANN, NOON, Ending.INVALID);
    tell(stores.grants(), ANN, new AskedAnew(NOON.plusSeconds(9)), NOON.plusSeconds(9));
    assertThat(stores.grants().toAsk(APP, LATER, 10)).isEmpty();
    ended(stores, ANN, NOON.plusSeconds(60), Ending.INVALID);
    var over = NOON.plusSeconds(9).plus(SCHEDULE.coolDown());
    assertThat(stores.grants().toAsk(APP, over.minus(A_LITTLE), 10)).isEmpty();
    assertThat(stores.grants().toAsk(APP, over, 10)).containsExactly(ANN);
  }

  @Test
  default void who_uses_a_token_that_cannot_be_renewed_is_to_be_asked_when_it_is_over() {
    var stores = empty(new MutableClock(NOON));
    var pair = Cast.unrefreshable(NOON);
    Consented.to(pair, ANN, stores, NOON);
    assertThat(stores.grants().toAsk(APP, LATER, 10)).isEmpty();
    tell(stores.grants(), ANN, new LookedUp(), NOON);
    assertThat(stores.grants().toAsk(APP, pair.expiresAt().minus(A_LITTLE), 10)).isEmpty();
    assertThat(stores.grants().toAsk(APP, pair.expiresAt(), 10)).containsExactly(ANN);
  }

  @Test
  default void who_got_a_pair_after_all_is_not_to_be_asked() {
    var stores = empty(new MutableClock(NOON));
    Consented.now(ANN, stores, NOON);
    var first = GrantsContract.begun(stores.grants(), NOON);
    tell(stores.grants(), ANN, new NoAnswer(first, ERROR), NOON);
    var probe = GrantsContract.begun(stores.grants(), GrantsContract.LATE);
    tell(stores.grants(), ANN, new NoAnswer(probe, ERROR), GrantsContract.LATE);
    assertThat(stores.grants().toAsk(APP, NOON.plusSeconds(7200), 10)).containsExactly(ANN);
    tell(stores.grants(), ANN, new Renewed(first, pair(LATER)), LATER);
    assertThat(stores.grants().toAsk(APP, LATER, 10)).isEmpty();
  }

  private static void ended(Stores stores, Person person, Instant at, Ending why) {
    Consented.now(person, stores, at);
    tell(stores.grants(), person, Consented.renew(at), at);
    var attempt = held(stores.grants(), person).attempt().orElseThrow();
    tell(stores.grants(), person, new Refused(attempt, why, ERROR), at);
  }
}
