package dev.larkspur.application.authorization;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.DOCS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.authorization.Ways.WhenDegraded;
import dev.larkspur.application.authorization.port.InMemoryCards;
import dev.larkspur.application.authorization.port.InMemoryPlatform;
import dev.larkspur.application.connection.Reception;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.connection.Connection;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.domain.connection.ConnectionStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The link at once, where it is wished for and where no press would be heard. */
class DeviceLinkTest {
  private final Scene scene = new Scene();

  private Asked ask(Method method) {
    var card = Cast.request(ANN).card();
    return scene.request.handle(ANN, method, DOCS, card, CALLER).orElseThrow();
  }

  private List<AuthSession> shown(AuthSession session) {
    return scene.cards.showings.stream()
        .map(InMemoryCards.Showing::session)
        .filter(shown -> shown.id().equals(session.id()))
        .toList();
  }

  private void connection(int slot, ConnectionState state) {
    var now = scene.clock.instant();
    scene.stores.slots().hold(APP, "one", 2, now, now.plusSeconds(30));
    var status = new ConnectionStatus(state, now, 10, "a reason");
    scene.stores.slots().tell(new Connection(APP, slot, "one", status));
  }

  @Test
  void the_link_is_there_when_the_request_is_answered() {
    var asked = ask(Method.DEVICE_LINK);

    assertThat(asked.opening()).isInstanceOf(Opening.Opened.class);
    assertThat(asked.session()).isInstanceOf(AwaitingConsent.class);
    assertThat(scene.now(asked.session())).isEqualTo(asked.session());
  }

  @Test
  void the_first_card_that_is_sent_has_the_link() {
    var asked = ask(Method.DEVICE_LINK);

    scene.show.handle();

    assertThat(shown(asked.session())).containsExactly(asked.session());
  }

  @Test
  void the_consent_is_fetched_as_after_a_click() {
    var asked = ask(Method.DEVICE_LINK);
    scene.platform.approve(ANN);
    scene.pollAfter(Duration.ofSeconds(5));
    assertThat(scene.now(asked.session())).isInstanceOf(Granted.class);
  }

  @Test
  void where_the_platform_is_silent_the_session_waits_for_the_sweep_and_no_card_goes_out() {
    scene.platform.next.add(InMemoryPlatform.unavailable(Duration.ZERO));
    var asked = ask(Method.DEVICE_LINK);
    scene.show.handle();
    assertThat(asked.session()).isInstanceOf(Preparing.class);
    assertThat(shown(asked.session())).isEmpty();

    scene.sweepAfter(Duration.ofSeconds(16));

    assertThat(scene.now(asked.session())).isInstanceOf(AwaitingConsent.class);
  }

  @Test
  void asking_again_joins_and_has_the_same_link() {
    var first = ask(Method.DEVICE_LINK);
    var second = ask(Method.DEVICE_LINK);
    assertThat(second.opening()).isInstanceOf(Opening.Joined.class);
    assertThat(second.session()).isEqualTo(first.session());
  }

  @Test
  void a_card_that_nobody_pressed_gets_the_link() {
    var card = ask(Method.WEBSOCKET_CARD);
    scene.show.handle();

    var asked = ask(Method.DEVICE_LINK);
    scene.show.handle();

    assertThat(asked.opening()).isInstanceOf(Opening.Merged.class);
    assertThat(asked.session().id()).isEqualTo(card.session().id());
    assertThat(shown(card.session()))
        .extracting(AuthSession::getClass)
        .containsExactly(Requested.class, AwaitingConsent.class);
  }

  @Test
  void while_every_connection_is_degraded_requests_for_a_card_get_the_link() {
    connection(0, ConnectionState.DEGRADED);
    connection(1, ConnectionState.DEGRADED);

    var asked = ask(Method.WEBSOCKET_CARD);

    assertThat(asked.session().request().method()).isEqualTo(Method.DEVICE_LINK);
    assertThat(asked.session()).isInstanceOf(AwaitingConsent.class);
  }

  @Test
  void one_connection_with_hope_is_enough_for_a_card() {
    connection(0, ConnectionState.DEGRADED);
    connection(1, ConnectionState.RECONNECTING);
    assertThat(ask(Method.WEBSOCKET_CARD).session()).isInstanceOf(Requested.class);
  }

  @Test
  void what_was_degraded_in_an_instance_that_is_gone_does_not_count() {
    connection(0, ConnectionState.DEGRADED);
    connection(1, ConnectionState.DEGRADED);
    scene.clock.advance(Duration.ofSeconds(31));
    assertThat(ask(Method.WEBSOCKET_CARD).session()).isInstanceOf(Requested.class);
  }

  @Test
  void waiting_cards_go_out_when_the_connection_is_back() {
    var reception = new Reception(scene.stores.slots(), scene.clock);
    var waiting =
        new Ways(
            Method.WEBSOCKET_CARD, WhenDegraded.WAIT, _ -> EnumSet.allOf(Method.class), reception);
    var show =
        new ShowCards(
            scene.stores.cards(),
            scene.cards,
            scene.stores.sessions(),
            waiting,
            Runnable::run,
            scene.clock);
    connection(0, ConnectionState.DEGRADED);
    connection(1, ConnectionState.RECONNECTING);
    assertThat(waiting.choose(APP, null)).isEqualTo(Method.WEBSOCKET_CARD);
    assertThat(waiting.waiting()).isEqualTo(Set.of(APP));
    var session = scene.ask(ANN);

    show.handle();
    assertThat(shown(session)).isEmpty();

    connection(1, ConnectionState.CONNECTED);
    show.handle();
    assertThat(shown(session)).containsExactly(session);
  }
}
