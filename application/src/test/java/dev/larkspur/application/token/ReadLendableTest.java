package dev.larkspur.application.token;

import static dev.larkspur.application.Cast.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.memory.Horizon;
import dev.larkspur.application.token.port.TokenMemory.Shared;
import dev.larkspur.domain.token.Lendable;
import dev.larkspur.domain.token.Secret;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadLendableTest {
  private final TokenScene scene = new TokenScene();
  private final AtomicLong now = new AtomicLong(1_000_000_000);
  private final Hearing hearing = new Hearing(now::get);
  private final ReadLendable read =
      new ReadLendable(scene.grants, scene.shared, hearing, scene.clock);

  private Lendable found() {
    return read.handle(ANN).orElseThrow();
  }

  private Lendable stored() {
    return Lendable.of(scene.now(ANN), scene.clock.instant());
  }

  private void hear(long number) {
    hearing.upTo(now.addAndGet(50_000_000), new Horizon("db", number, number));
  }

  private void begin(long number) {
    hearing.begin(now.get(), new Horizon("db", number, number));
  }

  /** As another instance found it, which had heard so far. */
  private Lendable sharedByAnother(long number) {
    var own = stored();
    var theirs =
        new Lendable(
            ANN,
            new Secret("u-theirs"),
            own.issuedAt(),
            own.expiresAt(),
            own.scopes(),
            own.epoch(),
            true,
            false);
    scene.shared.keep(new Shared(theirs, new Horizon("db", number, number)));
    return theirs;
  }

  @Test
  void what_was_read_from_the_store_is_shared_as_of_what_had_been_heard_before() {
    scene.wanted(ANN);
    begin(100);
    hear(110);
    assertThat(found()).isEqualTo(stored());
    assertThat(scene.shared.find(ANN)).contains(new Shared(stored(), new Horizon("db", 110, 110)));
  }

  @Test
  void what_another_read_is_taken_until_it_changes() {
    scene.wanted(ANN);
    begin(100);
    var theirs = sharedByAnother(105);
    assertThat(found()).isEqualTo(theirs);
    hearing.grantChanged(ANN);
    assertThat(found()).isEqualTo(stored());
    hear(110);
    assertThat(found()).isEqualTo(stored());
  }

  @Test
  void what_was_shared_before_we_heard_is_read_anew_and_replaced() {
    scene.wanted(ANN);
    var theirs = sharedByAnother(99);
    begin(100);
    assertThat(found()).isEqualTo(stored()).isNotEqualTo(theirs);
    assertThat(scene.shared.find(ANN).orElseThrow().token()).isEqualTo(stored());
  }

  @Test
  void who_hears_nothing_neither_takes_nor_gives() {
    scene.wanted(ANN);
    var theirs = sharedByAnother(105);
    assertThat(found()).isEqualTo(stored());
    assertThat(scene.shared.find(ANN).orElseThrow().token()).isEqualTo(theirs);
  }

  @Test
  void what_nobody_was_lent_yet_is_not_shared() {
    scene.consented(ANN);
    begin(100);
    assertThat(found().wanted()).isFalse();
    assertThat(scene.shared.find(ANN)).isEmpty();
  }

  @Test
  void of_whom_there_is_nothing_nothing_is_shared() {
    begin(100);
    assertThat(read.handle(ANN)).isEmpty();
    assertThat(scene.shared.find(ANN)).isEmpty();
  }
}
