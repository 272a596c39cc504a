package dev.larkspur.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
  private static final Horizon HERE = new Horizon("db", 1, 1);
  private final Hearing hearing = new Hearing(now::get);
  private final Map<String, String> store = new HashMap<>(Map.of("ann", "1"));
  private int asked;
  private Runnable whileReading = () -> {};
  private final Memory<String, String> memory =
      new Memory<>(new ConcurrentHashMap<>(), this::read, hearing);

  private Optional<String> read(String key) {
    asked++;
    var found = Optional.ofNullable(store.get(key));
    whileReading.run();
    return found;
  }

  private Optional<String> recalled(String key) {
    return Objects.requireNonNull(memory.recall(key)).value();
  }

  private void hearing() {
    hearing.begin(now.get(), HERE);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void what_was_found_is_remembered_and_so_is_that_there_is_nothing() {
    hearing();
    assertThat(memory.recall("ann")).isNull();
    assertThat(memory.find("ann")).contains("1");
    assertThat(memory.find("bo")).isEmpty();
    assertThat(recalled("ann")).contains("1");
    assertThat(recalled("bo")).isEmpty();
    assertThat(memory.find("ann")).contains("1");
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void what_changed_is_read_again() {
    hearing();
    memory.find("ann");
    memory.find("bo");
    store.put("ann", "2");
    memory.forget("ann");
    assertThat(memory.recall("ann")).isNull();
    assertThat(recalled("bo")).isEmpty();
    assertThat(memory.find("ann")).contains("2");
    memory.forgetAll();
    assertThat(memory.recall("ann")).isNull();
    assertThat(memory.recall("bo")).isNull();
  }

  @Test
  void an_answer_that_a_change_overtook_is_not_remembered() {
    hearing();
    whileReading =
        () -> {
          store.put("ann", "2");
          memory.forget("ann");
        };
    assertThat(memory.find("ann")).contains("1");
    whileReading = () -> {};
    assertThat(memory.recall("ann")).isNull();
    assertThat(memory.find("ann")).contains("2");
    assertThat(recalled("ann")).contains("2");
  }

  @Test
  void while_nothing_is_heard_nothing_counts() {
    assertThat(memory.find("ann")).contains("1");
    assertThat(memory.recall("ann")).isNull();
    hearing();
    memory.find("ann");
    hearing.end();
    assertThat(memory.recall("ann")).isNull();
  }

  @Test
  void what_was_remembered_before_a_gap_does_not_count_after_it() {
    hearing();
    memory.find("ann");
    hearing.end();
    store.put("ann", "2");
    hearing();
    assertThat(memory.recall("ann")).isNull();
    assertThat(memory.find("ann")).contains("2");
  }

  @Test
  void an_answer_that_a_gap_overtook_does_not_count() {
    hearing();
    whileReading =
        () -> {
          hearing.end();
          hearing();
        };
    memory.find("ann");
    assertThat(memory.recall("ann")).isNull();
  }

  @Test
  void without_a_proof_that_the_line_is_alive_memory_counts_for_less_than_a_second() {
    hearing();
    memory.find("ann");
    pass(Hearing.MOST.minusNanos(1));
    assertThat(recalled("ann")).contains("1");
    pass(Duration.ofNanos(1));
    assertThat(memory.recall("ann")).isNull();
    hearing.upTo(now.get(), HERE);
    assertThat(recalled("ann")).contains("1");
  }

  /** Whoever reads while another writes and tells: after the telling the old is never recalled. */
  @Test
  void under_fire_what_is_recalled_after_a_change_is_never_older() throws InterruptedException {
    var real = new Hearing();
    var value = new AtomicLong();
    var remembered =
        new Memory<String, Long>(new ConcurrentHashMap<>(), _ -> Optional.of(value.get()), real);
    var told = new AtomicLong();
    var wrong = new AtomicBoolean();
    var started = new CountDownLatch(4);
    var over = new AtomicBoolean();
    real.begin(System.nanoTime(), HERE);
    for (int i = 0; i < 4; i++) {
      Thread.ofPlatform()
          .start(
              () -> {
                started.countDown();
                while (!over.get()) {
                  long least = told.get();
                  remembered.find("ann");
                  var recalled = remembered.recall("ann");
                  if (recalled != null && recalled.value().orElseThrow() < least) {
                    wrong.set(true);
                  }
                }
              });
    }
    started.await();
    for (long i = 1; i <= 200_000; i++) {
      value.set(i);
      remembered.forget("ann");
      told.set(i);
      if (i % 1000 == 0) {
        real.upTo(System.nanoTime(), HERE);
      }
    }
    over.set(true);
    assertThat(wrong).isFalse();
  }
}
