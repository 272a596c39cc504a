package dev.larkspur.application.keys.port;

import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.keys.port.Rotation.State;
import dev.larkspur.application.keys.port.Rotation.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static Rotation in(State state, Table... tables) {
    return new Rotation(7, state, NOON, null, List.of(tables), null);
  }

  @Test
  void its_tables_count_together() {
    var rotation = in(State.REENCRYPTING, new Table("a", 100, 100, 1), new Table("b", 200, 49, 2));
    assertThat(rotation.total()).isEqualTo(300);
    assertThat(rotation.done()).isEqualTo(149);
    assertThat(rotation.broken()).isEqualTo(3);
    assertThat(rotation.percent()).isEqualTo(49);
  }

  @Test
  void it_is_whole_only_when_all_rows_are_done() {
    assertThat(in(State.REENCRYPTING, new Table("a", 1000, 999, 0)).percent()).isEqualTo(99);
    assertThat(in(State.RETIRING, new Table("a", 1000, 1000, 0)).percent()).isEqualTo(100);
  }

  @Test
  void before_the_new_key_seals_nothing_is_done_and_where_nothing_is_sealed_all_is() {
    assertThat(in(State.ADDING).percent()).isZero();
    assertThat(in(State.DONE).percent()).isEqualTo(100);
  }
}
