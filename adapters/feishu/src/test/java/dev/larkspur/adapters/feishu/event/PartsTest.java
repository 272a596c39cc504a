package dev.larkspur.adapters.feishu.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {
  private final Parts parts = new Parts();
  private long now;

  @Test
  void a_message_of_one_part_is_whole() {
    assertThat(add("m", 1, 0, "all")).hasValue("all");
  }

  @Test
  void parts_are_put_together_in_any_order() {
    assertThat(add("m", 3, 2, "c")).isEmpty();
    assertThat(add("m", 3, 0, "a")).isEmpty();
    assertThat(add("m", 3, 1, "b")).hasValue("abc");
  }

  @Test
  void messages_do_not_mix() {
    assertThat(add("m", 2, 0, "a")).isEmpty();
    assertThat(add("n", 2, 0, "x")).isEmpty();
    assertThat(add("m", 2, 1, "b")).hasValue("ab");
    assertThat(add("n", 2, 1, "y")).hasValue("xy");
  }

  @Test
  void a_part_that_comes_twice_counts_once() {
    assertThat(add("m", 2, 0, "a")).isEmpty();
    assertThat(add("m", 2, 0, "a")).isEmpty();
    assertThat(add("m", 2, 1, "b")).hasValue("ab");
  }

  @Test
  void a_message_that_is_whole_is_forgotten() {
    add("m", 2, 0, "a");
    add("m", 2, 1, "b");

    assertThat(add("m", 2, 1, "b")).isEmpty();
  }

  @Test
  void what_is_not_complete_in_time_is_dropped() {
    add("m", 2, 0, "a");
    now = Parts.LIFE.toNanos() + 1;

    assertThat(add("m", 2, 1, "b")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-1,0", "65,0", "2,2", "2,-1"})
  void a_part_that_cannot_be_is_refused(int sum, int seq) {
    assertThatThrownBy(() -> add("m", sum, seq, "a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parts_that_do_not_agree_are_refused() {
    add("m", 2, 0, "a");

    assertThatThrownBy(() -> add("m", 3, 1, "b")).isInstanceOf(IllegalArgumentException.class);
    assertThat(add("m", 3, 1, "b")).isEmpty();
  }

  @Test
  void what_is_pending_is_bounded() {
    var half = "x".repeat(Parts.MOST_BYTES / 2);
    add("m", 2, 0, half);
    add("n", 2, 0, half);

    assertThatThrownBy(() -> add("o", 2, 0, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThat(add("m", 2, 1, "")).hasValue(half);
  }

  @Test
  void of_too_many_messages_the_oldest_is_dropped() {
    add("first", 2, 0, "a");
    for (int i = 1; i < Parts.MOST_MESSAGES; i++) {
      add("m" + i, 2, 0, "a");
    }
    assertThat(add("m1", 2, 1, "b")).hasValue("ab");
    add("one more", 2, 0, "a");
    add("and another", 2, 0, "a");

    assertThat(add("m2", 2, 1, "b")).hasValue("ab");
    assertThat(add("first", 2, 1, "b")).isEmpty();
  }

  @Test
  void a_message_whose_id_is_too_long_is_refused() {
    var id = "x".repeat(Parts.LONGEST_ID + 1);

    assertThatThrownBy(() -> add(id, 2, 0, "a")).isInstanceOf(IllegalArgumentException.class);
  }

  private Optional<String> add(String id, int sum, int seq, String part) {
    return parts
        .add(id, sum, seq, part.getBytes(UTF_8), now)
        .map(whole -> new String(whole, UTF_8));
  }
}
