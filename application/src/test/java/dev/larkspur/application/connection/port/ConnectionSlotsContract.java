package dev.larkspur.application.connection.port;

import static dev.larkspur.application.Cast.APP;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.domain.connection.Connection;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.domain.connection.ConnectionStatus;
import dev.larkspur.domain.identity.AppId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every store of connection slots keeps. */
public interface ConnectionSlotsContract extends StoreContract {
  Instant UNTIL = NOON.plusSeconds(30);

  private ConnectionSlots slots() {
    return empty(new MutableClock(NOON)).slots();
  }

  private static List<Integer> hold(ConnectionSlots slots, String instance, int wanted) {
    return slots.hold(APP, instance, wanted, NOON, UNTIL);
  }

  @Test
  default void an_instance_gets_what_it_wants_and_keeps_it() {
    var slots = slots();
    assertThat(hold(slots, "one", 2)).containsExactly(0, 1);
    assertThat(hold(slots, "two", 2)).containsExactly(2, 3);
    assertThat(hold(slots, "one", 2)).containsExactly(0, 1);
  }

  @Test
  default void together_they_hold_no_more_than_the_platform_allows() {
    var slots = slots();
    assertThat(hold(slots, "one", ConnectionSlots.MOST - 1)).hasSize(ConnectionSlots.MOST - 1);
    assertThat(hold(slots, "two", 2)).containsExactly(ConnectionSlots.MOST - 1);
    assertThat(hold(slots, "three", 2)).isEmpty();
  }

  @Test
  default void what_was_released_is_free_at_once() {
    var slots = slots();
    hold(slots, "one", ConnectionSlots.MOST);
    slots.release(APP, "one");
    assertThat(hold(slots, "two", 2)).containsExactly(0, 1);
  }

  @Test
  default void whoever_is_not_heard_of_loses_what_they_held() {
    var slots = slots();
    hold(slots, "one", ConnectionSlots.MOST);
    assertThat(slots.hold(APP, "two", 1, UNTIL.minusMillis(1), UNTIL.plusSeconds(1))).isEmpty();
    assertThat(slots.hold(APP, "two", 1, UNTIL, UNTIL.plusSeconds(30))).containsExactly(0);
    assertThat(slots.hold(APP, "one", 2, UNTIL, UNTIL.plusSeconds(30))).containsExactly(1, 2);
  }

  @Test
  default void each_app_has_slots_of_its_own() {
    var slots = slots();
    hold(slots, "one", ConnectionSlots.MOST);
    var other = new AppId("cli_other");
    assertThat(slots.hold(other, "two", 1, NOON, UNTIL)).containsExactly(0);
  }

  @Test
  default void of_many_who_come_at_once_no_two_get_the_same() throws Exception {
    var slots = slots();
    var number = new AtomicInteger();
    var all =
        Race.of(
            32,
            () -> {
              var mine = "instance-" + number.getAndIncrement();
              return hold(slots, mine, 2); // perhaps fewer: another was just looking at them
            });
    var given = all.stream().flatMap(List::stream).toList();
    assertThat(given).doesNotHaveDuplicates().allMatch(s -> s >= 0 && s < ConnectionSlots.MOST);
    assertThat(new HashSet<>(given)).hasSize(slots.held(NOON).size());
  }

  @Test
  default void what_an_instance_tells_the_others_see() {
    var slots = slots();
    hold(slots, "one", 2);
    var lost = connection(1, "one", ConnectionState.RECONNECTING);

    slots.tell(lost);

    assertThat(slots.held(NOON)).hasSize(2).contains(lost);
    assertThat(slots.held(NOON).getFirst().status().state()).isEqualTo(ConnectionState.CONNECTING);
    assertThat(slots.held(UNTIL)).isEmpty();
  }

  @Test
  default void what_is_told_is_kept_while_the_slot_is() {
    var slots = slots();
    hold(slots, "one", 1);
    var up = connection(0, "one", ConnectionState.CONNECTED);
    slots.tell(up);

    hold(slots, "one", 1);

    assertThat(slots.held(NOON)).containsExactly(up);
  }

  @Test
  default void nobody_tells_of_a_slot_of_another() {
    var slots = slots();
    hold(slots, "one", 1);

    slots.tell(connection(0, "two", ConnectionState.DEGRADED));

    assertThat(slots.held(NOON)).extracting(Connection::instance).containsExactly("one");
    assertThat(slots.held(NOON).getFirst().status().state()).isEqualTo(ConnectionState.CONNECTING);
  }

  private static Connection connection(int slot, String instance, ConnectionState state) {
    return new Connection(APP, slot, instance, new ConnectionStatus(state, NOON, 3, "a reason"));
  }
}
