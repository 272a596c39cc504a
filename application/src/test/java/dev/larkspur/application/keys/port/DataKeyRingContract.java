package dev.larkspur.application.keys.port;

import static dev.larkspur.application.Cast.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Race;
import dev.larkspur.application.keys.port.KeyReport.Status;
import dev.larkspur.application.keys.port.Rotation.State;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every ring keeps to. */
public interface DataKeyRingContract {
  /** A ring that was never rotated, with a few ciphertexts. */
  DataKeyRing ring();

  /** So long that a rotation goes on to its next stage, if it is let. */
  void timePasses();

  private static long primary(DataKeyRing ring) {
    return ring.report().keys().stream()
        .filter(key -> key.status() == Status.PRIMARY)
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static Rotation rotation(DataKeyRing ring) {
    return Objects.requireNonNull(ring.report().rotation());
  }

  @Test
  default void at_first_one_key_seals_all_and_there_was_no_rotation() {
    var report = ring().report();
    assertThat(report.keys()).hasSize(1);
    assertThat(report.keys().getFirst().status()).isEqualTo(Status.PRIMARY);
    assertThat(report.keys().getFirst().ciphertexts()).isPositive();
    assertThat(report.rotation()).isNull();
    assertThat(report.masterKey()).isEqualTo(new KeyReport.MasterKey(true, false, false));
  }

  @Test
  default void a_rotation_ends_with_another_key_that_has_sealed_all_anew() {
    var ring = ring();
    var before = ring.report();
    assertThat(ring.start(CALLER)).isInstanceOf(RotationStart.Started.class);
    assertThat(primary(ring)).isEqualTo(before.keys().getFirst().id());
    assertThat(ring.report().keys()).extracting(KeyReport.Key::status).contains(Status.NEW);
    for (int i = 0; rotation(ring).state() != State.DONE; i++) {
      assertThat(i).as(ring.report().toString()).isLessThan(10);
      timePasses();
      while (ring.advance()) {
        assertThat(ring.report().keys()).hasSize(2);
      }
    }
    var after = ring.report();
    assertThat(after.keys()).hasSize(1);
    assertThat(after.keys().getFirst().id())
        .isEqualTo(rotation(ring).newKey())
        .isNotEqualTo(before.keys().getFirst().id());
    assertThat(after.keys().getFirst().ciphertexts())
        .isEqualTo(before.keys().getFirst().ciphertexts());
    assertThat(rotation(ring).percent()).isEqualTo(100);
    assertThat(rotation(ring).finishedAt()).isNotNull();
  }

  @Test
  default void a_rotation_does_not_go_on_before_its_time() {
    var ring = ring();
    var before = primary(ring);
    ring.start(CALLER);
    assertThat(ring.advance()).isFalse();
    assertThat(rotation(ring).state()).isEqualTo(State.ADDING);
    assertThat(primary(ring)).isEqualTo(before);
  }

  @Test
  default void of_many_that_start_a_rotation_at_once_one_does() throws Exception {
    var ring = ring();
    var starts = Race.of(8, () -> ring.start(CALLER));
    assertThat(starts).filteredOn(RotationStart.Started.class::isInstance).hasSize(1);
    assertThat(starts).filteredOn(RotationStart.Running.class::isInstance).hasSize(7);
    assertThat(ring.report().keys()).hasSize(2);
  }

  @Test
  default void a_rehearsal_counts_and_changes_nothing() {
    var ring = ring();
    var before = ring.report();
    var columns = ring.rehearse();
    assertThat(columns.stream().mapToLong(DataKeyRing.SealedColumn::ciphertexts).sum())
        .isEqualTo(before.keys().getFirst().ciphertexts());
    ring.advance();
    assertThat(ring.report()).isEqualTo(before);
  }
}
