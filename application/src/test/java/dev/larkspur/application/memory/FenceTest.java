package dev.larkspur.application.memory;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which answers that others read are believed. */
class FenceTest {
  private final AtomicLong now = new AtomicLong(1_000_000_000);
  private final Hearing hearing = new Hearing(now::get);

  private static Horizon at(long over) {
    return new Horizon("db", over, over);
  }

  /** The store is asked now, and says so. */
  private void hear(long number) {
    now.addAndGet(Duration.ofMillis(50).toNanos());
    hearing.upTo(now.get(), at(number));
  }

  private void begin(long number) {
    hearing.begin(now.get(), at(number));
  }

  @Test
  void who_hears_nothing_believes_nobody() {
    assertThat(hearing.believes(ANN, at(100))).isFalse();
    assertThat(hearing.horizon()).isNull();
    begin(100);
    assertThat(hearing.believes(ANN, at(100))).isTrue();
    assertThat(hearing.horizon()).isEqualTo(at(100));
    hearing.end();
    assertThat(hearing.believes(ANN, at(100))).isFalse();
    assertThat(hearing.horizon()).isNull();
  }

  @Test
  void what_was_read_before_we_began_is_not_believed() {
    begin(100);
    assertThat(hearing.believes(ANN, at(99))).isFalse();
  }

  @Test
  void a_change_that_had_begun_when_we_began_may_have_been_missed_by_a_reader_before() {
    hearing.begin(now.get(), new Horizon("db", 90, 100)); // 90 was open, and ended unheard of
    assertThat(hearing.believes(ANN, new Horizon("db", 95, 99))).isFalse();
    assertThat(hearing.believes(ANN, new Horizon("db", 100, 120))).isTrue();
  }

  @Test
  void after_a_change_only_those_are_believed_who_had_heard_of_it() {
    begin(100);
    hearing.grantChanged(ANN);
    assertThat(hearing.believes(ANN, at(1000))).isFalse(); // which number it has is not known yet
    hear(110);
    assertThat(hearing.believes(ANN, at(109))).isFalse();
    assertThat(hearing.believes(ANN, at(110))).isTrue();
    assertThat(hearing.believes(BO, at(100))).isTrue();
  }

  @Test
  void a_change_after_the_question_is_not_behind_its_answer() {
    begin(100);
    long asked = now.addAndGet(1);
    now.addAndGet(1);
    hearing.grantChanged(ANN); // ours, while the answer is on its way
    hearing.upTo(asked, at(110));
    assertThat(hearing.believes(ANN, at(1000))).isFalse();
    hear(120);
    assertThat(hearing.believes(ANN, at(119))).isFalse();
    assertThat(hearing.believes(ANN, at(120))).isTrue();
  }

  @Test
  void after_a_gap_what_was_read_before_it_is_not_believed() {
    begin(100);
    hearing.end();
    begin(150); // somebody changed what we did not hear
    assertThat(hearing.believes(ANN, at(149))).isFalse();
    assertThat(hearing.believes(ANN, at(150))).isTrue();
  }

  @Test
  void readers_of_another_database_are_not_believed() {
    begin(100);
    assertThat(hearing.believes(ANN, new Horizon("copy", 200, 200))).isFalse();
    hearing.end();
    hearing.begin(now.get(), new Horizon("copy", 50, 50)); // which lost what came after 50
    assertThat(hearing.believes(ANN, at(200))).isFalse();
    assertThat(hearing.believes(ANN, new Horizon("copy", 60, 60))).isTrue();
  }
}
