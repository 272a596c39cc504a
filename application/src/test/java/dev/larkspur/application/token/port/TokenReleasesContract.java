package dev.larkspur.application.token.port;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Race;
import dev.larkspur.application.StoreContract;
import org.junit.jupiter.api.Test;

/** What every record of releases keeps to. */
public interface TokenReleasesContract extends StoreContract {
  @Test
  default void every_release_counts_for_its_caller_person_and_epoch() throws Exception {
    var releases = empty(new MutableClock(NOON)).releases();
    Race.of(
        20,
        () -> {
          releases.record(CALLER, ANN, 1, NOON);
          return true;
        });
    releases.record(CALLER, ANN, 1, NOON.plusSeconds(90));
    releases.record(CALLER, ANN, 2, NOON);
    assertThat(released(CALLER, ANN, 1)).isEqualTo(21);
    assertThat(released(CALLER, ANN, 2)).isOne();
    assertThat(released(CALLER, BO, 1)).isZero();
  }
}
