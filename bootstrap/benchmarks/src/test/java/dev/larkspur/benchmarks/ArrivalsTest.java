package dev.larkspur.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Duration GAP = Duration.ofMillis(1);

  @Test
  void a_slow_one_delays_nobody_behind_it() throws Exception {
    var others = new CountDownLatch(9);
    new Arrivals(GAP)
        .run(
            10,
            (number, _) -> {
              if (number == 0) {
                others.await(); // for ever, if they waited for it
              } else {
                others.countDown();
              }
            });
    assertThat(others.getCount()).isZero();
  }

  @Test
  void each_knows_when_it_was_due() throws Exception {
    var due = new AtomicLongArray(5);
    new Arrivals(GAP).run(5, due::set);
    for (int i = 1; i < 5; i++) {
      assertThat(due.get(i) - due.get(i - 1)).isEqualTo(GAP.toNanos());
    }
  }

  @Test
  void they_come_for_as_long_as_they_are_wanted() throws Exception {
    var arrived = new AtomicLongArray(1);
    new Arrivals(GAP).runWhile(number -> number < 7, (_, _) -> arrived.incrementAndGet(0));
    assertThat(arrived.get(0)).isEqualTo(7);
  }

  @Test
  void a_failure_is_told() {
    assertThatThrownBy(
            () ->
                new Arrivals(GAP)
                    .run(
                        1,
                        (_, _) -> {
                          throw new IllegalStateException("no");
                        }))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("no");
  }
}
