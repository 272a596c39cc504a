package dev.larkspur.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.benchmarks.Vigil.Seen;
import dev.larkspur.benchmarks.Vigil.Served;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as served too long. */
class StalenessTest {
  private static final Instant COMMIT = Instant.parse("2030-01-30T12:00:00Z");

  private final Staleness staleness = new Staleness("test");

  /** At the first of two instances; the revoke was answered 20 ms after it was committed. */
  private void served(long asked, long answered) {
    var one = new Served(0, COMMIT.plusMillis(asked), COMMIT.plusMillis(answered));
    staleness.add(2, new Seen(List.of(one), COMMIT.plusMillis(20)), COMMIT);
  }

  private @Nullable Number figure(String name) {
    return staleness.row().figures().get(name);
  }

  @Test
  void each_instance_counts() {
    served(-20, -10);
    assertThat(figure("n")).isEqualTo(2L);
    assertThat(figure("served once more")).isEqualTo(0);
    assertThat(figure("max ms")).isEqualTo(0.0);
  }

  @Test
  void who_asked_in_time_got_what_was_true_a_moment_ago() {
    served(919, 999);
    assertThat(figure("served once more")).isEqualTo(1);
    assertThat(figure("answered after 1 s")).isEqualTo(0);
    assertThat(staleness.failures()).isZero();
  }

  @Test
  void who_asked_after_the_bound_must_not_be_served() {
    served(920, 921);
    assertThat(staleness.failures()).isEqualTo(1);
  }

  @Test
  void an_answer_that_was_long_on_its_way_is_told_apart() {
    served(-5, 1_000);
    assertThat(figure("answered after 1 s")).isEqualTo(1);
    assertThat(staleness.failures()).isZero();
  }
}
