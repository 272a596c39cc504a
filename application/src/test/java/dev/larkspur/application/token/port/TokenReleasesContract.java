package dev.larkspur.application.token.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import dev.larkspur.application.token.port.TokenReleases.Release;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every record of releases keeps to. */
public interface TokenReleasesContract extends StoreContract {
  @Test
  default void every_release_counts_for_its_caller_person_and_epoch() throws Exception {
    var releases = empty(new MutableClock(NOON)).releases();
    Race.of(
        20,
        () -> {
          releases.add(List.of(release(1, NOON, 1)));
          return true;
        });
    releases.add(List.of(release(1, NOON.plusSeconds(60), 3), release(2, NOON, 1)));
    assertThat(released(CALLER, ANN, 1)).isEqualTo(23);
    assertThat(released(CALLER, ANN, 2)).isOne();
    assertThat(released(CALLER, BO, 1)).isZero();
  }

  private static Release release(long epoch, Instant minute, long count) {
    return new Release(
        CALLER, ANN, epoch, minute, count, minute.plusSeconds(1), minute.plusSeconds(9));
  }
}
