package dev.larkspur.application.connection.port;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.Cast.OTHER_APP;
import static dev.larkspur.application.connection.port.HandledEvents.Taking.HANDLED;
import static dev.larkspur.application.connection.port.HandledEvents.Taking.OURS;
import static dev.larkspur.application.connection.port.HandledEvents.Taking.UNDER_WAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.connection.port.HandledEvents.Taking;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of handled events keeps. */
public interface HandledEventsContract extends StoreContract {
  HandledEvents.Key EVENT = new HandledEvents.Key(APP, "event-1", "subscriber");
  Instant TAKEN_UNTIL = NOON.plusSeconds(60);

  private HandledEvents events() {
    return empty(new MutableClock(NOON)).events();
  }

  private static Taking take(HandledEvents events, UUID ticket, Instant now) {
    return events.take(EVENT, ticket, now, now.plusSeconds(60));
  }

  private static Taking take(HandledEvents events, Instant now) {
    return take(events, UUID.randomUUID(), now);
  }

  @Test
  default void an_event_that_was_handled_is_handled_for_good() {
    var events = events();
    assertThat(take(events, NOON)).isEqualTo(OURS);
    events.handled(EVENT);

    assertThat(take(events, NOON)).isEqualTo(HANDLED);
    assertThat(take(events, TAKEN_UNTIL.plusSeconds(1))).isEqualTo(HANDLED);
  }

  @Test
  default void an_event_that_somebody_is_at_is_nobody_elses() {
    var events = events();
    take(events, NOON);

    assertThat(take(events, TAKEN_UNTIL.minusMillis(1))).isEqualTo(UNDER_WAY);
  }

  @Test
  default void an_event_whose_taker_died_is_the_next_ones() {
    var events = events();
    take(events, NOON);

    assertThat(take(events, TAKEN_UNTIL)).isEqualTo(OURS);
    assertThat(take(events, TAKEN_UNTIL)).isEqualTo(UNDER_WAY);
  }

  @Test
  default void an_event_that_was_given_back_is_the_next_ones() {
    var events = events();
    var ticket = UUID.randomUUID();
    take(events, ticket, NOON);

    events.giveBack(EVENT, ticket, NOON);

    assertThat(take(events, NOON)).isEqualTo(OURS);
  }

  @Test
  default void nobody_gives_back_what_another_has_taken_since() {
    var events = events();
    var late = UUID.randomUUID();
    take(events, late, NOON);
    take(events, TAKEN_UNTIL);

    events.giveBack(EVENT, late, TAKEN_UNTIL);

    assertThat(take(events, TAKEN_UNTIL)).isEqualTo(UNDER_WAY);
  }

  @Test
  default void what_was_handled_late_is_handled_all_the_same_and_not_given_back() {
    var events = events();
    var second = UUID.randomUUID();
    take(events, NOON);
    take(events, second, TAKEN_UNTIL);

    events.giveBack(EVENT, second, TAKEN_UNTIL);
    events.handled(EVENT); // by the first
    events.giveBack(EVENT, second, TAKEN_UNTIL);

    assertThat(take(events, TAKEN_UNTIL.plusSeconds(90))).isEqualTo(HANDLED);
  }

  @Test
  default void each_app_and_each_subscriber_has_events_of_its_own() {
    var events = events();
    take(events, NOON);
    events.handled(EVENT);

    for (var other :
        new HandledEvents.Key[] {
          new HandledEvents.Key(OTHER_APP, "event-1", "subscriber"),
          new HandledEvents.Key(APP, "event-2", "subscriber"),
          new HandledEvents.Key(APP, "event-1", "another")
        }) {
      assertThat(events.take(other, UUID.randomUUID(), NOON, TAKEN_UNTIL)).isEqualTo(OURS);
    }
  }

  @Test
  default void of_many_deliveries_at_once_one_is_taken() throws Exception {
    var events = events();

    var takings = Race.of(32, () -> take(events, NOON));

    assertThat(takings).containsOnlyOnce(OURS).containsOnly(OURS, UNDER_WAY);
  }
}
