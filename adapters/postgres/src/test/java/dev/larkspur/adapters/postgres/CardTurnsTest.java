package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.requested;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.open;
import static dev.larkspur.application.authorization.port.AuthSessionsContract.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Cast;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.application.authorization.port.ShownCards.Lagging;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A burst of requests does not hammer the platform, however many instances send the cards. */
class CardTurnsTest {
  private static final int MOST_A_SECOND = 50;
  private static final Database DATABASE = Database.fresh("turns");
  private static final Instance ONE = Instance.on(DATABASE, new MutableClock(NOON));
  private static final Instance OTHER = Instance.on(DATABASE, new MutableClock(NOON));

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterAll
  static void close() {
    ONE.close();
    OTHER.close();
  }

  @Test
  void two_instances_together_keep_the_platforms_pace_and_leave_nobody_out() {
    ask(Cast.APP, 150);
    var sent = new ArrayList<Instant>();

    for (var now = NOON; now.isBefore(NOON.plusSeconds(10)); now = now.plusMillis(500)) {
      for (var instance : List.of(ONE, OTHER)) {
        sent.addAll(sent(instance, now));
      }
    }

    assertThat(sent).hasSize(150);
    for (var from : sent) {
      var to = from.plusSeconds(1);
      assertThat(sent.stream().filter(at -> !at.isBefore(from) && at.isBefore(to)).count())
          .isLessThanOrEqualTo(MOST_A_SECOND);
    }
  }

  private static List<Instant> sent(Instance instance, Instant now) {
    var cards = instance.stores().cards();
    var leased = lease(cards, now, 32);
    leased.forEach(card -> cards.shown(card.session(), message(card)));
    return leased.stream().map(_ -> now).toList();
  }

  @Test
  void the_cards_of_another_app_go_past_those_that_wait() {
    ask(Cast.APP, 200);
    lease(ONE.stores().cards(), NOON, 32);
    ask(Cast.OTHER_APP, 3);

    assertThat(lease(ONE.stores().cards(), NOON, 32))
        .filteredOn(card -> card.session().person().app().equals(Cast.OTHER_APP))
        .hasSize(3);
  }

  @Test
  void turns_that_were_missed_are_not_made_good_all_at_once() {
    ask(Cast.APP, 150);
    lease(ONE.stores().cards(), NOON, 200);

    assertThat(lease(ONE.stores().cards(), NOON.plusSeconds(60), 200))
        .hasSizeLessThanOrEqualTo(MOST_A_SECOND);
  }

  @Test
  void to_change_cards_is_paced_by_itself() {
    var cards = ONE.stores().cards();
    var asked = ask(Cast.APP, 60);
    asked.forEach(session -> cards.shown(session, new MessageId("om_" + session.id())));
    asked.forEach(session -> send(ONE.stores().sessions(), session, new Cancel(), NOON));
    var changed = lease(cards, NOON, 200);
    ask(Cast.APP, 60);
    var sent = lease(cards, NOON, 200);

    assertThat(changed).isNotEmpty().hasSizeLessThan(MOST_A_SECOND);
    assertThat(sent).hasSameSizeAs(changed);
  }

  @Test
  void what_is_settled_before_its_card_was_sent_waits_for_no_turn() {
    var asked = ask(Cast.APP, 60);
    asked.forEach(session -> send(ONE.stores().sessions(), session, new Cancel(), NOON));

    assertThat(lease(ONE.stores().cards(), NOON, 200)).hasSize(60);
  }

  private static List<Lagging> lease(ShownCards cards, Instant now, int most) {
    return cards.lease(now, now.plus(Duration.ofSeconds(90)), most, Set.of());
  }

  private static MessageId message(Lagging card) {
    return new MessageId("om_" + card.session().id());
  }

  private static List<Requested> ask(AppId app, int people) {
    return IntStream.range(0, people)
        .mapToObj(i -> requested(new Person(app, new OpenId("ou_" + System.nanoTime() + i))))
        .peek(session -> open(ONE.stores().sessions(), session))
        .toList();
  }
}
