package dev.larkspur.application.retention;

import static dev.larkspur.application.Cast.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.MutableClock;
import dev.larkspur.application.Pause;
import dev.larkspur.application.retention.port.History.Kind;
import dev.larkspur.application.retention.port.InMemoryHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CleanUpTest {
  private static final Duration KEPT = Duration.ofDays(30);

  private final MutableClock clock = new MutableClock(NOON);
  private final InMemoryHistory history = new InMemoryHistory();
  private final List<Duration> rests = new ArrayList<>();
  private final Pause pause =
      new Pause() {
        @Override
        public void sleep(Duration time) {
          rests.add(time);
        }

        @Override
        public boolean isDoneWithin(Future<?> work, Duration time) {
          return work.isDone();
        }
      };

  private CleanUp anInstance() {
    return new CleanUp(history, KEPT, pause, clock);
  }

  @Test
  void what_was_kept_long_enough_goes_and_the_rest_stays() {
    var kinds = EnumSet.complementOf(EnumSet.of(Kind.EVENTS, Kind.ANSWERS));
    for (var kind : kinds) {
      history.add(kind, NOON.minus(KEPT).minusMillis(1));
      history.add(kind, NOON.minus(KEPT));
    }
    anInstance().handle();
    for (var kind : kinds) {
      assertThat(history.size(kind)).as("%s", kind).isOne();
    }
  }

  @Test
  void events_are_remembered_for_longer_than_the_platform_delivers_them_and_then_go() {
    history.add(Kind.EVENTS, NOON.minus(Duration.ofHours(25)));
    history.add(Kind.EVENTS, NOON.minus(Duration.ofHours(7)));

    anInstance().handle();

    assertThat(history.size(Kind.EVENTS)).isOne();
  }

  @Test
  void answers_are_given_again_for_a_day() {
    history.add(Kind.ANSWERS, NOON.minus(Duration.ofHours(25)));
    history.add(Kind.ANSWERS, NOON.minus(Duration.ofHours(23)));

    anInstance().handle();

    assertThat(history.size(Kind.ANSWERS)).isOne();
  }

  @Test
  void much_of_it_goes_in_batches_with_rests_between_them() {
    for (int i = 0; i < 1200; i++) {
      history.add(Kind.SESSIONS, NOON.minus(KEPT.multipliedBy(2)));
    }
    anInstance().handle();
    assertThat(history.size(Kind.SESSIONS)).isZero();
    assertThat(rests).hasSize(2);
  }

  @Test
  void of_many_instances_one_cleans_up_and_not_again_within_the_hour() {
    anInstance().handle();
    history.add(Kind.ATTEMPTS, NOON.minus(KEPT.multipliedBy(2)));
    anInstance().handle();
    clock.advance(Duration.ofMinutes(59));
    anInstance().handle();
    assertThat(history.size(Kind.ATTEMPTS)).isOne();
    clock.advance(Duration.ofMinutes(1));
    anInstance().handle();
    assertThat(history.size(Kind.ATTEMPTS)).isZero();
  }
}
