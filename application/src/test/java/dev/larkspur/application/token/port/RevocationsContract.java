package dev.larkspur.application.token.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.pair;
import static dev.larkspur.application.Consented.tell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Consented;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.Stores;
import dev.larkspur.application.token.port.Revocations.Pending;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import dev.larkspur.domain.token.TokenPair;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of revocations keeps to. */
public interface RevocationsContract extends StoreContract {
  Instant UNTIL = NOON.plusSeconds(90);

  private static TokenPair withdrawn(Stores stores, Person person, Instant at) {
    var pair = pair(NOON);
    Consented.to(pair, person, stores, NOON);
    tell(stores.grants(), person, new Revoke(), at);
    return pair;
  }

  @Test
  default void a_withdrawn_pair_is_leased_as_it_was() {
    var stores = empty(new MutableClock(NOON));
    var pair = withdrawn(stores, ANN, NOON.plusSeconds(1));
    var leased = stores.revocations().lease(NOON.plusSeconds(1), UNTIL, 10);
    assertThat(leased)
        .containsExactly(new Pending(leased.getFirst().id(), ANN, pair, 0, NOON.plusSeconds(1)));
  }

  @Test
  default void a_withdrawn_pair_without_refresh_token_is_leased_as_it_was() {
    var stores = empty(new MutableClock(NOON));
    var pair = Cast.unrefreshable(NOON);
    Consented.to(pair, ANN, stores, NOON);
    tell(stores.grants(), ANN, new Revoke(), NOON);
    assertThat(pairs(stores.revocations().lease(NOON, UNTIL, 10))).containsExactly(pair);
  }

  @Test
  default void a_pair_that_came_after_the_withdrawal_is_handed_on_beside_the_first() {
    var stores = empty(new MutableClock(NOON));
    Consented.now(ANN, stores, NOON);
    var attempt = GrantsContract.begun(stores.grants(), NOON);
    tell(stores.grants(), ANN, new Revoke(), NOON);
    var late = pair(NOON);
    tell(stores.grants(), ANN, new Renewed(attempt, late), NOON.plusSeconds(1));
    assertThat(pairs(stores.revocations().lease(NOON.plusSeconds(1), UNTIL, 10)))
        .hasSize(2)
        .contains(late);
  }

  @Test
  default void what_is_leased_is_nobody_elses_until_the_lease_is_over() throws Exception {
    var stores = empty(new MutableClock(NOON));
    for (int i = 0; i < 20; i++) {
      withdrawn(stores, new Person(APP, new OpenId("ou_" + i)), NOON);
    }
    var revocations = stores.revocations();
    var leased = Race.of(8, () -> revocations.lease(NOON, UNTIL, 5));
    var all = leased.stream().flatMap(List::stream).map(Pending::id).toList();
    assertThat(all).doesNotHaveDuplicates();
    var rest = revocations.lease(NOON, UNTIL, 100);
    assertThat(all.size() + rest.size()).isEqualTo(20);
    assertThat(revocations.lease(UNTIL.minusMillis(1), UNTIL.plusSeconds(90), 100)).isEmpty();
    assertThat(revocations.lease(UNTIL, UNTIL.plusSeconds(90), 100)).hasSize(20);
  }

  @Test
  default void the_oldest_come_first_and_no_more_than_wanted() {
    var stores = empty(new MutableClock(NOON));
    var first = withdrawn(stores, ANN, NOON);
    var second = withdrawn(stores, BO, NOON.plusSeconds(1));
    var now = NOON.plusSeconds(2);
    assertThat(pairs(stores.revocations().lease(now, UNTIL, 1))).containsExactly(first);
    assertThat(pairs(stores.revocations().lease(now, UNTIL, 1))).containsExactly(second);
  }

  @Test
  default void those_of_one_person_can_be_leased_alone() {
    var stores = empty(new MutableClock(NOON));
    var anns = withdrawn(stores, ANN, NOON);
    var bos = withdrawn(stores, BO, NOON);
    assertThat(pairs(stores.revocations().leaseOf(ANN, NOON, UNTIL))).containsExactly(anns);
    assertThat(pairs(stores.revocations().lease(NOON, UNTIL, 10))).containsExactly(bos);
  }

  @Test
  default void one_of_a_person_that_another_has_just_taken_is_leased_too() {
    var stores = empty(new MutableClock(NOON));
    var anns = withdrawn(stores, ANN, NOON);
    assertThat(stores.revocations().lease(NOON, UNTIL, 10)).hasSize(1);
    var leased = stores.revocations().leaseOf(ANN, NOON, UNTIL);
    assertThat(pairs(leased)).containsExactly(anns);
    assertThat(stores.revocations().lease(NOON, UNTIL, 10)).isEmpty();
  }

  @Test
  default void one_of_a_person_is_leased_by_many_at_the_same_moment() throws Exception {
    var stores = empty(new MutableClock(NOON));
    var anns = withdrawn(stores, ANN, NOON);
    var leased = Race.of(16, () -> pairs(stores.revocations().leaseOf(ANN, NOON, UNTIL)));
    assertThat(leased).hasSize(16).containsOnly(List.of(anns));
  }

  @Test
  default void one_of_a_person_that_failed_is_leased_again_when_it_is_due() {
    var stores = empty(new MutableClock(NOON));
    withdrawn(stores, ANN, NOON);
    var revocations = stores.revocations();
    revocations.again(revocations.leaseOf(ANN, NOON, UNTIL).getFirst().id(), NOON.plusSeconds(10));
    assertThat(revocations.leaseOf(ANN, NOON.plusMillis(9_999), UNTIL)).isEmpty();
    assertThat(revocations.leaseOf(ANN, NOON.plusSeconds(10), UNTIL)).hasSize(1);
    assertThat(revocations.leaseOf(ANN, NOON.plusSeconds(10), UNTIL)).isEmpty();
  }

  @Test
  default void what_is_done_is_forgotten() {
    var stores = empty(new MutableClock(NOON));
    withdrawn(stores, ANN, NOON);
    var bos = withdrawn(stores, BO, NOON);
    var ann = stores.revocations().leaseOf(ANN, NOON, UNTIL).getFirst();
    stores.revocations().done(ann.id());
    stores.revocations().done(ann.id()); // by two at once: no harm
    stores.revocations().done(new UUID(7, 7));
    assertThat(pairs(stores.revocations().lease(UNTIL, UNTIL.plusSeconds(90), 10)))
        .containsExactly(bos);
  }

  @Test
  default void what_is_tried_again_is_due_when_it_was_said_and_counts() {
    var stores = empty(new MutableClock(NOON));
    var pair = withdrawn(stores, ANN, NOON);
    for (int attempts = 1; attempts <= 3; attempts++) {
      var now = NOON.plusSeconds(10L * (attempts - 1));
      var pending = stores.revocations().lease(now, now.plusSeconds(90), 10).getFirst();
      stores.revocations().again(pending.id(), now.plusSeconds(10));
      assertThat(stores.revocations().lease(now.plusMillis(9_999), UNTIL, 10)).isEmpty();
    }
    var last = stores.revocations().lease(NOON.plusSeconds(30), UNTIL, 10);
    assertThat(last).containsExactly(new Pending(last.getFirst().id(), ANN, pair, 3, NOON));
  }

  @Test
  default void what_is_forgotten_is_not_tried_again() {
    var stores = empty(new MutableClock(NOON));
    withdrawn(stores, ANN, NOON);
    var pending = stores.revocations().lease(NOON, UNTIL, 10).getFirst();
    stores.revocations().done(pending.id());
    stores.revocations().again(pending.id(), NOON);
    assertThat(stores.revocations().lease(UNTIL, UNTIL.plusSeconds(90), 10)).isEmpty();
  }

  private static List<TokenPair> pairs(List<Pending> pending) {
    return pending.stream().map(Pending::pair).toList();
  }
}
