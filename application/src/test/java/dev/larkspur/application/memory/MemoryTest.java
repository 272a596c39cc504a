package dev.larkspur.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryTest {
  private static final Duration OLDEST = Duration.ofMinutes(1);
  private static final Duration A_WHILE = OLDEST.dividedBy(4 * 20); // between two of twenty
  private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
  private static final Horizon HERE = new Horizon("db", 1, 1);
  private final Hearing hearing = new Hearing(now::get);
  private final Map<String, String> store = new HashMap<>(Map.of("ann", "1"));
  private int asked;
  private Runnable whileReading = () -> {};
  private final List<Runnable> aside = new ArrayList<>();
  private final Memory<String, String> memory =
      new Memory<>(new ConcurrentHashMap<>(), this::read, hearing, OLDEST, aside::add);

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

  private void hearOnAfter(Duration time) {
    pass(time);
    hearing.upTo(now.get(), HERE);
  }

  private void goOnAside() {
    var tasks = List.copyOf(aside);
    aside.clear();
    tasks.forEach(Runnable::run);
  }

  @Test
  void what_is_still_asked_for_is_read_again_before_its_end_while_nobody_waits() {
    hearing();
    memory.find("ann");
    hearOnAfter(OLDEST.dividedBy(2).minusNanos(1));
    recalled("ann");
    assertThat(aside).isEmpty();
    store.put("ann", "2"); // which nobody told
    hearOnAfter(OLDEST.multipliedBy(3).dividedBy(10));
    assertThat(recalled("ann")).contains("1");
    assertThat(recalled("ann")).contains("1");
    assertThat(aside).hasSize(1); // by the first of them
    goOnAside();
    assertThat(recalled("ann")).contains("2");
    assertThat(asked).isEqualTo(2);
    hearOnAfter(OLDEST);
    recalled("ann");
    assertThat(aside).hasSize(1); // and so on
  }

  @Test
  void what_changes_while_it_is_read_ahead_is_not_remembered_as_it_was() {
    hearing();
    memory.find("ann");
    hearOnAfter(OLDEST);
    recalled("ann");
    whileReading =
        () -> {
          store.put("ann", "2");
          memory.forget("ann");
        };
    goOnAside();
    assertThat(memory.recall("ann")).isNull();
  }

  @Test
  void a_reading_ahead_that_fails_is_not_repeated_and_keeps_nobody_from_theirs() {
    hearing();
    rememberTwenty();
    hearOnAfter(OLDEST);
    whileReading =
        () -> {
          throw new IllegalStateException("out");
        };
    for (int i = 0; i < 20; i++) { // more than may be read at once
      for (int time = 0; time < 2; time++) {
        assertThat(recalled("p" + i)).isEmpty();
        goOnAside();
        hearOnAfter(A_WHILE);
      }
    }
    assertThat(asked).isEqualTo(40);
  }

  private void rememberTwenty() {
    for (int i = 0; i < 20; i++) {
      memory.find("p" + i);
    }
  }

  @Test
  void those_who_are_asked_for_after_a_break_are_read_ahead_one_after_the_other() {
    hearing();
    rememberTwenty();
    hearOnAfter(OLDEST);
    for (int round = 1; round <= 20; round++) {
      for (int i = 0; i < 20; i++) {
        recalled("p" + i);
      }
      assertThat(aside).hasSize(1);
      goOnAside();
      hearOnAfter(A_WHILE);
    }
    assertThat(asked).isEqualTo(40);
  }

  @Test
  void of_slow_readings_ahead_there_are_few_at_once() {
    hearing();
    rememberTwenty();
    hearOnAfter(OLDEST);
    for (int i = 0; i < 20; i++) {
      recalled("p" + i);
      hearOnAfter(A_WHILE);
    }
    assertThat(aside).hasSize(4);
    goOnAside();
    recalled("p10");
    assertThat(aside).hasSize(1);
  }

  @Test
  void each_is_read_ahead_at_an_age_of_its_own() {
    hearing();
    var ages = new HashSet<Integer>();
    for (int i = 0; i < 200; i++) {
      memory.forgetAll();
      memory.find("ann");
      hearOnAfter(OLDEST.dividedBy(2).minusSeconds(1));
      int age = 29;
      for (; aside.isEmpty() && age < 60; age++) {
        hearOnAfter(Duration.ofSeconds(1));
        recalled("ann");
      }
      goOnAside();
      ages.add(age);
    }
    assertThat(ages).hasSizeGreaterThan(10).allMatch(age -> 30 <= age && age <= 48);
  }

  /** Whoever reads while another writes and tells: after the telling the old is never recalled. */
  @Test
  void under_fire_what_is_recalled_after_a_change_is_never_older() throws InterruptedException {
    var real = new Hearing();
    var value = new AtomicLong();
    var remembered =
        new Memory<String, Long>(
            new ConcurrentHashMap<>(), _ -> Optional.of(value.get()), real, OLDEST, Runnable::run);
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
