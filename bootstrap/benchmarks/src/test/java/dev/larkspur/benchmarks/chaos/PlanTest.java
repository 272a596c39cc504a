package dev.larkspur.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void the_same_seed_makes_the_same_plan() {
    assertThat(Plan.of(7, MINUTE)).isEqualTo(Plan.of(7, MINUTE)).isNotEqualTo(Plan.of(8, MINUTE));
  }

  @Test
  void a_minute_has_some_of_everything() {
    assertThat(LongStream.range(0, 100))
        .allSatisfy(
            seed -> {
              var kinds = new HashSet<Class<?>>();
              Plan.of(seed, MINUTE).steps().forEach(step -> kinds.add(step.act().getClass()));
              assertThat(kinds).contains(Act.class.getPermittedSubclasses());
            });
  }

  @Test
  void some_server_sleeps_until_others_have_taken_over_what_it_was_at() {
    var attempt = Duration.ofSeconds(Setting.ATTEMPT_SECONDS);
    assertThat(LongStream.range(0, 100))
        .allSatisfy(
            seed ->
                assertThat(Plan.of(seed, MINUTE).steps())
                    .anyMatch(
                        step ->
                            step.act() instanceof Act.Stop(_, var asleep)
                                && asleep.compareTo(attempt) > 0));
  }

  @Test
  void nothing_happens_or_sleeps_beyond_the_end() {
    assertThat(Plan.of(1, Duration.ofMinutes(10)).steps())
        .allSatisfy(step -> assertThat(end(step)).isLessThanOrEqualTo(Duration.ofMinutes(10)));
  }

  private static Duration end(Plan.Step step) {
    return step.act() instanceof Act.Stop(_, var asleep) ? step.at().plus(asleep) : step.at();
  }
}
