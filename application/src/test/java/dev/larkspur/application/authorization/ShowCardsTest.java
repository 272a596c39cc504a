package dev.larkspur.application.authorization;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.authorization.port.InMemoryPlatform.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.authorization.port.CardReport;
import dev.larkspur.application.authorization.port.Cards.Outcome;
import dev.larkspur.application.authorization.port.InMemoryCards.Showing;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.domain.authorization.AuthSession.Failed;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShowCardsTest {
  private static final PlatformError LIMITED = new PlatformError("230020", "too often", null);
  private static final PlatformError UNKNOWN = new PlatformError("230013", "not available", null);

  private final Scene scene = new Scene();

  private void showAfter(Duration time) {
    scene.clock.advance(time);
    scene.show.handle();
  }

  @Test
  void a_request_sends_a_card_and_only_one() {
    var asked = scene.ask(ANN);
    scene.show.handle();
    showAfter(Duration.ofMinutes(5));
    assertThat(scene.cards.showings).containsExactly(new Showing(asked, null));
  }

  @Test
  void a_card_that_a_dead_instance_may_have_sent_is_changed_when_it_is_found() {
    var asked = scene.ask(ANN);
    var now = scene.clock.instant();
    scene.stores.cards().lease(now, now.plusSeconds(90), 10, Set.of()); // and dies
    showAfter(Duration.ofSeconds(90));

    assertThat(scene.cards.showings)
        .containsExactly(
            new Showing(asked, null), new Showing(asked, new MessageId("om_" + asked.id())));
  }

  @Test
  void a_card_that_was_perhaps_sent_says_how_it_ended_also_if_that_was_meanwhile() {
    var asked = scene.ask(ANN);
    var now = scene.clock.instant();
    scene.stores.cards().lease(now, now.plusSeconds(90), 10, Set.of()); // and dies
    scene.cancel.handle(asked.id());
    showAfter(Duration.ofSeconds(90));

    assertThat(scene.cards.showings.getLast().session()).isEqualTo(scene.now(asked));
    assertThat(scene.cards.showings.getLast().on()).isNotNull();
  }

  @Test
  void every_change_changes_the_same_card() {
    var asked = scene.ask(ANN);
    scene.show.handle();
    scene.click(asked);
    showAfter(Duration.ofSeconds(3));
    scene.platform.approve(ANN);
    scene.pollAfter(Duration.ofSeconds(5));
    scene.show.handle();
    assertThat(scene.cards.showings.stream().map(s -> s.session().face()))
        .containsExactly(CardFace.ASKING, CardFace.LINK, CardFace.GRANTED);
    assertThat(scene.cards.showings.stream().skip(1).map(Showing::on))
        .containsOnly(new MessageId("om_" + asked.id()));
  }

  @Test
  void merged_scopes_change_the_card() {
    scene.ask(ANN);
    scene.show.handle();
    scene.ask(ANN, Scopes.of("a:b"));
    scene.show.handle();
    assertThat(scene.cards.showings).hasSize(2);
    assertThat(scene.cards.showings.getLast().session().request().scopes().names()).contains("a:b");
  }

  @Test
  void a_limited_card_is_tried_again_later_and_later() {
    var asked = scene.ask(ANN);
    for (int seconds : new int[] {1, 2, 4, 8}) {
      scene.cards.next.add(new Outcome.TryLater(Duration.ZERO, LIMITED));
      scene.show.handle();
      showAfter(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(scene.cards.next).isEmpty();
      assertThat(scene.cards.showings).isEmpty();
      scene.clock.advance(Duration.ofMillis(1));
    }
    scene.show.handle();
    assertThat(scene.cards.showings).containsExactly(new Showing(asked, null));
  }

  @Test
  void the_platforms_word_when_to_come_again_is_obeyed() {
    scene.ask(ANN);
    scene.cards.next.add(new Outcome.TryLater(Duration.ofSeconds(20), LIMITED));
    scene.show.handle();
    showAfter(Duration.ofMillis(19_999));
    assertThat(scene.cards.showings).isEmpty();
    showAfter(Duration.ofMillis(1));
    assertThat(scene.cards.showings).hasSize(1);
  }

  @Test
  void a_platform_that_does_not_answer_is_asked_again() {
    scene.ask(ANN);
    scene.cards.next.add(unavailable(Duration.ofSeconds(3)));
    scene.show.handle();
    showAfter(Duration.ofMillis(2_999));
    assertThat(scene.cards.showings).isEmpty();
    showAfter(Duration.ofMillis(1));
    assertThat(scene.cards.showings).hasSize(2); // it may have been sent then: found, and changed
  }

  @Test
  void a_card_that_cannot_be_sent_fails_the_session_with_the_platforms_word() {
    var asked = scene.ask(ANN);
    scene.cards.next.add(new Outcome.Undeliverable(UNKNOWN));
    scene.show.handle();
    assertThat(scene.now(asked))
        .isEqualTo(
            new Failed(
                asked.request(), scene.clock.instant(), FailureReason.CARD_UNDELIVERABLE, UNKNOWN));
    showAfter(Duration.ofMinutes(5));
    assertThat(scene.cards.showings).isEmpty();
    assertThat(scene.stores.cards().find(asked.id()))
        .contains(new CardReport(CardReport.Progress.FAILED, 1, UNKNOWN));
  }

  @Test
  void a_card_that_cannot_be_changed_does_not_fail_the_session() {
    var asked = scene.ask(ANN);
    scene.show.handle();
    scene.ask(ANN, Scopes.of("a:b"));
    scene.cards.next.add(new Outcome.Undeliverable(new PlatformError("230011", "recalled", null)));
    scene.show.handle();
    assertThat(scene.now(asked)).isInstanceOf(Requested.class);
    showAfter(Duration.ofMinutes(5));
    assertThat(scene.cards.showings).hasSize(1);
  }

  @Test
  void a_card_that_is_limited_for_hours_is_given_up() {
    var asked = scene.ask(ANN);
    for (int i = 0; i <= 30; i++) {
      scene.cards.next.add(new Outcome.TryLater(Duration.ZERO, LIMITED));
      showAfter(Duration.ofMinutes(5));
    }
    assertThat(scene.cards.next).isEmpty();
    assertThat(scene.now(asked)).isInstanceOf(Failed.class);
  }

  @Test
  void no_card_is_sent_for_what_is_settled_already() {
    var asked = scene.ask(ANN);
    scene.cancel.handle(asked.id());
    scene.show.handle();
    showAfter(Duration.ofMinutes(5));
    assertThat(scene.cards.showings).isEmpty();
    assertThat(
            scene.stores.cards().lease(scene.clock.instant(), scene.clock.instant(), 9, Set.of()))
        .isEmpty();
    assertThat(scene.stores.cards().find(asked.id()))
        .contains(new CardReport(CardReport.Progress.SKIPPED, 0, null));
  }

  @Test
  void a_full_round_says_that_there_may_be_more() {
    for (int i = 0; i < 33; i++) {
      scene.ask(new Person(APP, new OpenId("ou_" + i)));
    }
    assertThat(scene.show.handle()).isTrue();
    assertThat(scene.show.handle()).isFalse();
    assertThat(scene.cards.showings).hasSize(33);
  }
}
