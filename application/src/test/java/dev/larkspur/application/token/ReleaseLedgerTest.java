package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.Race;
import dev.larkspur.application.token.port.TokenReleases;
import dev.larkspur.application.token.port.TokenReleases.Release;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ReleaseLedgerTest {
  private final List<Release> recorded = new CopyOnWriteArrayList<>();
  private boolean out;
  private final TokenReleases store =
      releases -> {
        if (out) {
          throw new IllegalStateException("the store is out");
        }
        recorded.addAll(releases);
      };
  private final ReleaseLedger ledger = new ReleaseLedger(store);

  @Test
  void releases_of_a_minute_are_recorded_as_one() {
    ledger.note(CALLER, ANN, 1, NOON.plusSeconds(5));
    ledger.note(CALLER, ANN, 1, NOON.plusSeconds(59));
    ledger.note(CALLER, ANN, 1, NOON.plusSeconds(2));
    ledger.flush();

    assertThat(recorded)
        .containsExactly(
            new Release(CALLER, ANN, 1, NOON, 3, NOON.plusSeconds(2), NOON.plusSeconds(59)));
    ledger.flush();
    assertThat(recorded).hasSize(1);
  }

  @Test
  void persons_epochs_and_minutes_are_told_apart() {
    ledger.note(CALLER, ANN, 1, NOON);
    ledger.note(CALLER, ANN, 2, NOON);
    ledger.note(CALLER, BO, 1, NOON);
    ledger.note(CALLER, ANN, 1, NOON.plusSeconds(60));
    ledger.flush();
    assertThat(recorded).hasSize(4).allMatch(release -> release.count() == 1);
  }

  @Test
  void in_parts_everything_is_recorded_within_ten() {
    for (int person = 0; person < 5_000; person++) {
      ledger.note(CALLER, TokenScene.person(person), 1, NOON);
    }
    ledger.flushPart();
    assertThat(recorded).hasSize(500);
    for (int part = 1; part < 10; part++) {
      ledger.flushPart();
    }
    assertThat(recorded).hasSize(5_000).doesNotHaveDuplicates();
  }

  @Test
  void nothing_is_lost_while_the_store_is_out() {
    out = true;
    ledger.note(CALLER, ANN, 1, NOON);
    assertThatThrownBy(ledger::flush).hasMessage("the store is out");
    ledger.note(CALLER, ANN, 1, NOON.plusSeconds(1));
    out = false;
    ledger.flush();
    assertThat(recorded)
        .containsExactly(new Release(CALLER, ANN, 1, NOON, 2, NOON, NOON.plusSeconds(1)));
  }

  @Test
  void what_is_noted_while_it_is_recorded_is_recorded_once() throws Exception {
    Race.of(
        8,
        () -> {
          for (int i = 0; i < 5_000; i++) {
            ledger.note(CALLER, ANN, i % 7, NOON);
            if (i % 100 == 0) {
              ledger.flush();
            }
          }
          return true;
        });
    ledger.flush();
    assertThat(recorded.stream().mapToLong(Release::count).sum()).isEqualTo(40_000);
  }
}
