package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.approved;
import static dev.larkspur.application.Cast.click;
import static dev.larkspur.application.Cast.request;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.Cast.verified;
import static dev.larkspur.application.Consented.renew;
import static dev.larkspur.application.Consented.tell;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.awaiting;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.open;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static dev.larkspur.application.token.port.TokenBudget.Purpose.AWAITED_REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.Consented;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.Stores;
import dev.larkspur.application.token.port.TokenBudget.Permits;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthSession.Cancelled;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantCommand;
import dev.larkspur.domain.token.GrantCommand.AskedAnew;
import dev.larkspur.domain.token.GrantCommand.LookedUp;
import dev.larkspur.domain.token.GrantCommand.Renewed;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import dev.larkspur.domain.token.GrantFlow;
import dev.larkspur.domain.token.Scopes;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances on one database act as one. */
class TwoInstancesTest {
  private static final Database DATABASE = Database.fresh("two_instances");
  private static final Instance ONE = Instance.on(DATABASE, new MutableClock(NOON));
  private static final Instance TWO = Instance.on(DATABASE, new MutableClock(NOON));
  private static final List<Stores> EACH = List.of(ONE.stores(), TWO.stores());

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterAll
  static void close() {
    ONE.close();
    TWO.close();
  }

  /** What 16 threads of each got. */
  private static <T> List<T> race(Function<Stores, T> what) throws InterruptedException {
    var turn = new AtomicInteger();
    return Race.of(32, () -> what.apply(EACH.get(turn.getAndIncrement() % 2)));
  }

  @Test
  void of_clicks_on_both_exactly_one_advances() throws Exception {
    var ann = requested(ANN);
    open(EACH.getFirst().sessions(), ann);
    var decisions = race(stores -> send(stores.sessions(), ann, click(ann, NOON), NOON));
    assertThat(decisions.stream().filter(Advance.class::isInstance)).hasSize(1);
  }

  @Test
  void of_requests_on_both_one_opens_and_the_others_join_it() throws Exception {
    var openings = race(stores -> open(stores.sessions(), requested(ANN)));
    assertThat(openings.stream().filter(Opening.Opened.class::isInstance)).hasSize(1);
    assertThat(openings.stream().map(o -> o.session().id()).distinct()).hasSize(1);
    assertThat(DATABASE.query("select count(*) from larkspur.auth_session")).containsExactly("1");
  }

  @Test
  void requests_for_more_supersede_each_other_one_at_a_time() throws Exception {
    awaiting(EACH.getFirst().sessions(), requested(ANN), NOON);
    var scope = new AtomicInteger();
    race(
        stores -> {
          var more = Scopes.of("scope:" + scope.incrementAndGet());
          var fresh = new Requested(request(ANN, more), NOON.plusSeconds(60));
          return open(stores.sessions(), fresh);
        });
    var open = EACH.getLast().sessions().findOpen(ANN).orElseThrow();
    assertThat(open.request().scopes().names()).hasSize(34); // the two of before, and 32
    assertThat(
            DATABASE.query(
                "select count(*) from larkspur.auth_session where state = 'CANCELLED'"
                    + " and settled_superseded_by is not null"))
        .containsExactly("1");
  }

  @Test
  void what_one_stored_the_other_reads() {
    var waiting = awaiting(EACH.getFirst().sessions(), requested(ANN), NOON);
    var approved = approved(NOON);
    send(EACH.getLast().sessions(), waiting, approved, NOON);
    send(EACH.getFirst().sessions(), waiting, verified(ANN), NOON);
    assertThat(Cast.held(EACH.getLast().grants(), ANN).pair()).isEqualTo(approved.pair());
  }

  @Test
  void who_loses_a_race_for_a_grant_decides_again_on_what_the_winner_left() {
    Consented.now(ANN, EACH.getFirst(), NOON);
    advanceLosing(renew(NOON), new LookedUp());
    assertThat(Cast.held(EACH.getLast().grants(), ANN).wanted()).isTrue();
    assertThat(Cast.held(EACH.getLast().grants(), ANN).attempt()).isPresent();

    // the pair exists in this answer only
    var attempt = Cast.held(EACH.getLast().grants(), ANN).attempt().orElseThrow();
    var next = Cast.pair(NOON.plusSeconds(1));
    advanceLosing(new Renewed(attempt, next), new AskedAnew(NOON.plusSeconds(1)));
    assertThat(Cast.held(EACH.getLast().grants(), ANN).pair()).isEqualTo(next);
    assertThat(Cast.held(EACH.getLast().grants(), ANN).askedAt()).isEqualTo(NOON.plusSeconds(1));

    advanceLosing(new Revoke(), new LookedUp());
    assertThat(EACH.getLast().grants().find(ANN)).get().isInstanceOf(Revoked.class);
  }

  /** One reads Ann's grant; before it stores what it decides, the other is done with its own. */
  private static void advanceLosing(GrantCommand command, GrantCommand first) {
    var runs = new AtomicInteger();
    ONE.stores()
        .grants()
        .advance(
            ANN,
            grant -> {
              if (runs.getAndIncrement() == 0) {
                tell(TWO.stores().grants(), ANN, first, NOON);
              }
              return GrantFlow.decide(grant, command, NOON);
            });
    assertThat(runs).hasValue(2);
  }

  @Test
  void of_cancellations_on_both_one_moves_the_session_and_the_audit_tells_of_one()
      throws Exception {
    var ann = requested(ANN);
    open(EACH.getFirst().sessions(), ann);
    race(stores -> send(stores.sessions(), ann, new Cancel(), NOON));
    assertThat(EACH.getLast().sessions().find(ann.id()))
        .contains(new Cancelled(ann.request(), NOON, null));
    assertThat(DATABASE.query("select event, from_state, to_state from larkspur.audit order by id"))
        .containsExactly("session.opened|null|REQUESTED", "session.moved|REQUESTED|CANCELLED");
  }

  @Test
  void a_poll_and_a_card_are_leased_by_one_of_them() throws Exception {
    for (int i = 0; i < 20; i++) {
      var person = new Person(APP, new OpenId("ou_" + i));
      awaiting(EACH.getFirst().sessions(), requested(person), NOON);
    }
    var now = NOON.plusSeconds(5);
    var polls =
        race(
            stores ->
                stores.polls().lease(APP, now, now.plusSeconds(30), 3).stream()
                    .map(p -> p.session().id())
                    .toList());
    var cards =
        race(
            stores ->
                stores.cards().lease(now, now.plusSeconds(30), 3, Set.of()).stream()
                    .map(c -> c.session().id())
                    .toList());
    assertThat(all(polls)).hasSize(20).doesNotHaveDuplicates();
    assertThat(all(cards)).hasSize(20).doesNotHaveDuplicates();
  }

  private static List<AuthSessionId> all(List<List<AuthSessionId>> leases) {
    return leases.stream().flatMap(Collection::stream).toList();
  }

  @Test
  void they_share_one_budget() throws Exception {
    var permits =
        race(stores -> stores.budget().take(APP, AWAITED_REFRESH, 2, InstantSource.fixed(NOON)));
    assertThat(permits.stream().filter(p -> p.first().equals(NOON)).mapToInt(Permits::count).sum())
        .isEqualTo(StoreContract.PACE.burst());
  }
}
