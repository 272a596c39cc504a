package dev.larkspur.wiring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private static final Duration NEVER = Duration.ofHours(1);

  @Test
  void a_ring_brings_a_round_at_once() throws Exception {
    var rounds = new CountDownLatch(2);
    try (var worker = new Worker("test", NEVER, () -> counted(rounds, false))) {
      worker.start();
      worker.ring();
      assertThat(rounds.await(10, SECONDS)).isTrue();
    }
  }

  @Test
  void a_round_that_says_there_is_more_is_followed_at_once() throws Exception {
    var rounds = new CountDownLatch(5);
    try (var worker = new Worker("test", NEVER, () -> counted(rounds, true))) {
      worker.start();
      assertThat(rounds.await(10, SECONDS)).isTrue();
    }
  }

  @Test
  void a_round_that_throws_does_not_end_the_work() throws Exception {
    var rounds = new CountDownLatch(3);
    try (var worker =
        new Worker(
            "test",
            Duration.ofMillis(1),
            () -> {
              rounds.countDown();
              throw new IllegalStateException("thrown by the round");
            })) {
      worker.start();
      assertThat(rounds.await(10, SECONDS)).isTrue();
    }
  }

  @Test
  void once_closed_it_makes_no_more_rounds() {
    var rounds = new AtomicInteger();
    var worker = new Worker("test", Duration.ofMillis(1), () -> rounds.incrementAndGet() < 0);
    worker.start();
    worker.close();
    int made = rounds.get();
    worker.ring();
    assertThat(rounds.get()).isEqualTo(made);
  }

  private static boolean counted(CountDownLatch rounds, boolean more) {
    rounds.countDown();
    return more && rounds.getCount() > 0;
  }
}
