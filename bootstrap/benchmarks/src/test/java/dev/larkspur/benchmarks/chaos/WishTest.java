package dev.larkspur.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {
  @Test
  void without_arguments_it_is_a_minute_with_sixty_people() {
    var wish = Wish.of(List.of()).orElseThrow();
    assertThat(wish.run()).hasMinutes(1);
    assertThat(wish.seed()).isOne();
    assertThat(wish.people()).isEqualTo(60);
    assertThat(wish.isPatient()).isTrue();
  }

  @Test
  void each_of_them_can_be_told() {
    var told = List.of("--people", "200", "--minutes", "30", "--seed", "-7");
    var wish = Wish.of(told).orElseThrow();
    assertThat(wish.run()).isEqualTo(Duration.ofMinutes(30));
    assertThat(wish.seed()).isEqualTo(-7);
    assertThat(wish.people()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--minutes", "--minutes 0", "--people 301", "--seed x", "--what", "--help", "1"})
  void what_makes_no_sense_is_not_guessed_at(String arguments) {
    assertThat(Wish.of(List.of(arguments.split(" ")))).isEmpty();
  }
}
