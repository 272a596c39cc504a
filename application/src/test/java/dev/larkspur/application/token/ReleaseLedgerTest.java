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
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Lendable;
import dev.larkspur.domain.token.Scopes;
import dev.larkspur.domain.token.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
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

  private static Remembered token(Person person, long epoch) {
    return new Remembered(
        new Lendable(person, new Secret("u-1"), NOON, NOON, Scopes.NONE, epoch, true, false));
  }

  /** As if it were read anew. */
  private void note(Person person, long epoch, Instant at) {
    ledger.note(CALLER, token(person, epoch), at);
  }

  @Test
  void releases_of_a_minute_are_recorded_as_one() {
    note(ANN, 1, NOON.plusSeconds(5));
    note(ANN, 1, NOON.plusSeconds(59));
    note(ANN, 1, NOON.plusSeconds(2));
    ledger.flush();

    assertThat(recorded)
        .containsExactly(
            new Release(CALLER, ANN, 1, NOON, 3, NOON.plusSeconds(2), NOON.plusSeconds(59)));
    ledger.flush();
    assertThat(recorded).hasSize(1);
  }

  @Test
  void persons_epochs_and_minutes_are_told_apart() {
    note(ANN, 1, NOON);
    note(ANN, 2, NOON);
    note(BO, 1, NOON);
    note(ANN, 1, NOON.plusSeconds(60));
    ledger.flush();
    assertThat(recorded).hasSize(4).allMatch(release -> release.count() == 1);
  }

  @Test
  void what_is_remembered_is_counted_as_what_is_read_each_time() {
    var remembered = token(ANN, 1);
    var other = UUID.randomUUID();
    for (int second = 0; second < 120; second++) {
      ledger.note(second % 3 == 0 ? other : CALLER, remembered, NOON.plusSeconds(second));
      if (second % 7 == 0) {
        ledger.flush(); // takes away what the remembered one keeps
      }
    }
    ledger.flush();
    assertThat(count(CALLER, NOON)).isEqualTo(40);
    assertThat(count(CALLER, NOON.plusSeconds(60))).isEqualTo(40);
    assertThat(count(other, NOON)).isEqualTo(20);
    assertThat(count(other, NOON.plusSeconds(60))).isEqualTo(20);
  }

  private long count(UUID caller, Instant minute) {
    return recorded.stream()
        .filter(release -> release.caller().equals(caller) && release.minute().equals(minute))
        .mapToLong(Release::count)
        .sum();
  }

  @Test
  void what_is_not_used_any_more_is_not_kept() {
    for (int person = 0; person < 100; person++) {
      note(TokenScene.person(person), 1, NOON);
    }
    ledger.flush();
    note(TokenScene.person(0), 1, NOON);
    ledger.flush();
    assertThat(ledger.entries()).isOne();
    ledger.flush();
    assertThat(ledger.entries()).isZero();
    assertThat(recorded.stream().mapToLong(Release::count).sum()).isEqualTo(101);
  }

  @Test
  void in_parts_everything_is_recorded_within_forty() {
    for (int person = 0; person < 5_001; person++) {
      note(TokenScene.person(person), 1, NOON);
    }
    ledger.flushPart();
    assertThat(recorded).hasSize(126);
    for (int part = 1; part < 40; part++) {
      ledger.flushPart();
    }
    assertThat(recorded).hasSize(5_001).doesNotHaveDuplicates();
  }

  @Test
  void few_are_recorded_together_and_each_fifth_time() {
    var sizes = new ArrayList<Integer>();
    for (int time = 0; time < 11; time++) {
      for (int person = 0; person < 20; person++) {
        note(TokenScene.person(person), 1, NOON);
      }
      recorded.clear();
      ledger.flushPart();
      sizes.add(recorded.size());
    }
    assertThat(sizes).containsExactly(20, 0, 0, 0, 0, 20, 0, 0, 0, 0, 20);
  }

  @Test
  void nothing_is_lost_while_the_store_is_out() {
    out = true;
    note(ANN, 1, NOON);
    assertThatThrownBy(ledger::flush).hasMessage("the store is out");
    note(ANN, 1, NOON.plusSeconds(1));
    out = false;
    ledger.flush();
    assertThat(recorded)
        .containsExactly(new Release(CALLER, ANN, 1, NOON, 2, NOON, NOON.plusSeconds(1)));
  }

  @Test
  void what_is_noted_while_it_is_recorded_is_recorded_once() throws Exception {
    var shared = IntStream.range(0, 7).mapToObj(epoch -> token(ANN, epoch)).toList();
    Race.of(
        8,
        () -> {
          for (int i = 0; i < 5_000; i++) {
            ledger.note(CALLER, shared.get(i % 7), NOON);
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
