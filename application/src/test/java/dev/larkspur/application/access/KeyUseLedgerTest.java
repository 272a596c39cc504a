package dev.larkspur.application.access;

import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.access.port.CallerTokens;
import dev.larkspur.application.access.port.InMemoryCallerKeys;
import dev.larkspur.application.access.port.KeyUses;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.memory.Horizon;
import dev.larkspur.application.memory.Memories;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class KeyUseLedgerTest {
  private static final String ADMIN = "the-administrators-key";

  private final MutableClock clock = new MutableClock(NOON);
  private final List<Map<UUID, Instant>> written = new ArrayList<>();
  private boolean out;
  private final KeyUseLedger ledger = new KeyUseLedger(new Store());
  private final InMemoryCallerKeys keys = new InMemoryCallerKeys();
  private final Hearing hearing = new Hearing();
  private final RecogniseCaller recognise =
      new RecogniseCaller(
          Memories.memory(keys::find, hearing),
          new VerifiedTokens(CallerTokens.none(), new ConcurrentHashMap<>(), clock),
          KeyHash.of(ADMIN),
          ledger,
          clock);

  private final IssueKey.Issued issued =
      new IssueKey(keys, Entropy.secure(), clock)
          .handle(
              "reports",
              Reach.EVERYONE,
              Set.of(Operation.TOKENS_READ),
              NOON.plusSeconds(60),
              null,
              CALLER);
  private final UUID id = issued.caller().id();
  private final String key = issued.key().reveal();

  /** Which may be out of order. */
  private final class Store implements KeyUses {
    @Override
    public void record(Map<UUID, Instant> last) {
      if (out) {
        throw new IllegalStateException("out of order");
      }
      written.add(Map.copyOf(last));
    }

    @Override
    public Map<UUID, Instant> last() {
      throw new AssertionError("nobody asks for it here");
    }
  }

  @Test
  void a_use_is_written_once_with_the_last_time() {
    recognise.handle(key);
    clock.advance(Duration.ofMillis(5_900));
    recognise.handle(key);
    assertThat(written).isEmpty(); // a call writes nothing
    ledger.flush();
    ledger.flush();
    assertThat(written).containsExactly(Map.of(id, NOON.plusSeconds(5)));
    clock.advance(Duration.ofSeconds(1));
    recognise.handle(key);
    ledger.flush();
    assertThat(written).hasSize(2).last().isEqualTo(Map.of(id, NOON.plusSeconds(6)));
  }

  @Test
  void what_is_answered_from_memory_is_a_use_too() {
    hearing.begin(System.nanoTime(), new Horizon("db", 1, 1));
    recognise.handle(key);
    ledger.flush();
    clock.advance(Duration.ofSeconds(2));
    assertThat(recognise.peek(key)).isNotNull();
    ledger.flush();
    assertThat(written).hasSize(2).last().isEqualTo(Map.of(id, NOON.plusSeconds(2)));
  }

  @Test
  void who_is_not_recognised_or_has_no_key_of_ours_uses_none() {
    clock.advance(Duration.ofSeconds(60));
    assertThat(recognise.handle(key)).isEmpty();
    recognise.handle("lk_unknown");
    recognise.handle("a.b.c");
    recognise.handle(ADMIN);
    recognise.peek(ADMIN);
    ledger.flush();
    assertThat(written).isEmpty();
  }

  @Test
  void a_store_that_is_out_fails_no_call_and_is_told_later() {
    out = true;
    assertThat(recognise.handle(key)).isPresent();
    assertThatThrownBy(ledger::flush).hasMessage("out of order");
    assertThat(recognise.handle(key)).isPresent();
    out = false;
    ledger.flush();
    assertThat(written).containsExactly(Map.of(id, NOON));
  }
}
