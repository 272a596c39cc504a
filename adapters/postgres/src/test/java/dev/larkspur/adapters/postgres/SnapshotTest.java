package dev.larkspur.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  @Test
  void is_read_as_postgresql_writes_it() {
    assertThat(Snapshot.parse("10:20:10,14,15"))
        .isEqualTo(new Snapshot(20, List.of(10L, 14L, 15L)));
    assertThat(Snapshot.parse("20:20:")).isEqualTo(new Snapshot(20, List.of()));
  }

  @Test
  void spells_those_that_were_open_as_an_array() {
    assertThat(Snapshot.parse("10:20:10,14").openOnes()).isEqualTo("{10, 14}");
    assertThat(Snapshot.parse("20:20:").openOnes()).isEqualTo("{}");
  }

  @Test
  void knows_that_a_database_has_gone_back() {
    assertThat(Snapshot.parse("19:19:").isBefore(Snapshot.parse("20:20:"))).isTrue();
    assertThat(Snapshot.parse("20:20:").isBefore(Snapshot.parse("20:20:"))).isFalse();
  }
}
