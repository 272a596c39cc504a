package dev.larkspur.application.authorization;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.DOCS;
import static dev.larkspur.application.Cast.held;
import static dev.larkspur.application.Cast.pair;
import static dev.larkspur.application.Consented.ERROR;
import static dev.larkspur.application.Consented.renew;
import static dev.larkspur.application.Consented.tell;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Consented;
import dev.larkspur.application.StoreContract;
import dev.larkspur.domain.authorization.AuthRequest;
import dev.larkspur.domain.authorization.AuthSession.Open;
import dev.larkspur.domain.authorization.CardAddress;
import dev.larkspur.domain.authorization.Occasion;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.GrantCommand.Refused;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AskAnewTest {
  private final Scene scene = new Scene();

  private void ended(Person person, Scopes scopes, Ending why) {
    var now = scene.clock.instant();
    var full = pair(now);
    var pair =
        new TokenPair(full.access(), full.issuedAt(), full.expiresAt(), full.refresh(), scopes);
    Consented.to(pair, person, scene.stores, now);
    tell(scene.stores.grants(), person, renew(now), now);
    var attempt = held(scene.stores.grants(), person).attempt().orElseThrow();
    tell(scene.stores.grants(), person, new Refused(attempt, why, ERROR), now);
  }

  private Optional<Open> open(Person person) {
    return scene.stores.sessions().findOpen(person);
  }

  private void roundAfter(Duration time) {
    scene.clock.advance(time);
    scene.askAnew.handle();
  }

  @Test
  void whose_grant_has_run_out_is_asked_by_a_card_to_themselves() {
    ended(ANN, DOCS, Ending.EXPIRED);
    scene.askAnew.handle();
    var request = open(ANN).orElseThrow().request();
    assertThat(request.occasion()).isEqualTo(Occasion.RENEWAL);
    assertThat(request.requestedBy()).isEqualTo(AuthRequest.OURSELVES);
    assertThat(request.scopes()).isEqualTo(DOCS);
    assertThat(request.card().to())
        .isEqualTo(new CardAddress(CardAddress.Kind.OPEN_ID, ANN.openId().value()));
    assertThat(held(scene.stores.grants(), ANN).askedAt()).isEqualTo(scene.clock.instant());
    assertThat(scene.rings).isEqualTo(1);
  }

  @Test
  void nobody_is_asked_twice_for_the_same() {
    ended(ANN, DOCS, Ending.EXPIRED);
    scene.askAnew.handle();
    scene.sweepAfter(Duration.ofHours(1)); // nobody answered
    assertThat(open(ANN)).isEmpty();
    roundAfter(Duration.ofDays(30));
    assertThat(open(ANN)).isEmpty();
  }

  @Test
  void after_a_new_ending_they_are_asked_again_when_the_cool_down_is_over() {
    ended(ANN, DOCS, Ending.EXPIRED);
    scene.askAnew.handle();
    scene.sweepAfter(Duration.ofHours(1));
    ended(ANN, DOCS, Ending.INVALID);
    roundAfter(StoreContract.SCHEDULE.coolDown().minusHours(2));
    assertThat(open(ANN)).isEmpty();
    roundAfter(Duration.ofHours(1));
    assertThat(open(ANN)).isPresent();
  }

  @Test
  void whose_grant_is_well_and_whose_account_is_closed_are_not_asked() {
    Consented.now(ANN, scene.stores, scene.clock.instant());
    ended(BO, DOCS, Ending.PERSON_INACTIVE);
    roundAfter(Duration.ofMinutes(1));
    assertThat(open(ANN)).isEmpty();
    assertThat(open(BO)).isEmpty();
  }

  @Test
  void who_is_being_asked_by_a_service_already_gets_no_second_card() {
    ended(ANN, DOCS, Ending.EXPIRED);
    var asked = scene.ask(ANN);
    scene.askAnew.handle();
    assertThat(open(ANN).orElseThrow().id()).isEqualTo(asked.id());
    assertThat(asked.request().requestedBy()).isEqualTo(CALLER);
    assertThat(held(scene.stores.grants(), ANN).askedAt()).isNotNull();
  }

  @Test
  void several_instances_send_one_card() {
    ended(ANN, DOCS, Ending.EXPIRED);
    var due = scene.stores.grants().toAsk(ANN.app(), scene.clock.instant(), 9);
    assertThat(due).containsExactly(ANN);
    scene.askAnew.handle();
    var first = open(ANN).orElseThrow();
    scene.askAnew.handle();
    assertThat(open(ANN)).contains(first);
  }

  @Test
  void what_they_consented_to_before_is_asked_for_again() {
    ended(ANN, Scopes.of("a:b"), Ending.EXPIRED);
    scene.askAnew.handle();
    assertThat(open(ANN).orElseThrow().request().scopes())
        .isEqualTo(Scopes.of("a:b", "offline_access"));
  }

  @Test
  void more_than_can_be_asked_for_at_once_becomes_what_the_app_usually_asks_for() {
    var many = IntStream.range(0, AuthRequest.MOST_SCOPES).mapToObj(i -> "s:" + i).toList();
    ended(ANN, Scopes.of(many), Ending.EXPIRED);
    ended(BO, Scopes.NONE, Ending.EXPIRED);
    scene.askAnew.handle();
    assertThat(open(ANN).orElseThrow().request().scopes()).isEqualTo(DOCS);
    assertThat(open(BO).orElseThrow().request().scopes()).isEqualTo(DOCS);
  }
}
