package dev.larkspur.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.application.Race;
import dev.larkspur.application.access.LimitCalls.Standing;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitCallsTest {
  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5); // which overflows soon
  private final LimitCalls limit = new LimitCalls(10, time::get);
  private final Caller caller = Caller.firstAdministrator();

  private void pass(Duration time) {
    this.time.addAndGet(time.toNanos());
  }

  @Test
  void a_seconds_calls_may_come_at_once_and_no_more() {
    for (int left = 9; left >= 0; left--) {
      assertThat(limit.count(caller)).isEqualTo(new Standing(10, left, Duration.ZERO, time.get()));
    }
    assertThat(limit.count(caller))
        .isEqualTo(new Standing(10, -1, Duration.ofMillis(100), time.get()));
    assertThat(limit.count(caller).isAllowed()).isFalse(); // and costs nothing

    pass(Duration.ofMillis(100));
    assertThat(limit.count(caller)).isEqualTo(new Standing(10, 0, Duration.ZERO, time.get()));
    assertThat(limit.count(caller).isAllowed()).isFalse();
  }

  @Test
  void what_was_not_used_is_not_saved_for_longer_than_a_second() {
    limit.count(caller);
    pass(Duration.ofHours(1));
    assertThat(limit.count(caller).left()).isEqualTo(9);
  }

  @Test
  void many_at_once_are_counted_each() throws Exception {
    var allowed = new AtomicInteger();
    Race.of(
        8,
        () -> {
          for (int i = 0; i < 5; i++) {
            if (limit.count(caller).isAllowed()) {
              allowed.incrementAndGet();
            }
          }
          return true;
        });
    assertThat(allowed).hasValue(10);
  }

  @Test
  void who_is_gone_is_forgotten_and_who_still_calls_is_not() {
    for (int i = 0; i < 10; i++) {
      limit.count(caller);
    }
    for (int day = 0; day < 30; day++) {
      for (int i = 0; i < 10_000; i++) {
        limit.count(somebody());
      }
      pass(Duration.ofSeconds(2));
    }
    assertThat(limit.remembered()).isLessThan(30_000);

    for (int i = 0; i < 10; i++) {
      assertThat(limit.count(caller).isAllowed()).isTrue();
    }
    for (int i = 0; i < 50_000; i++) {
      limit.count(somebody());
    }
    assertThat(limit.count(caller).isAllowed()).isFalse();
  }

  @Test
  void a_callers_own_limit_counts_instead() {
    var few = limitedTo(2);
    assertThat(limit.count(few)).isEqualTo(new Standing(2, 1, Duration.ZERO, time.get()));
    assertThat(limit.count(few)).isEqualTo(new Standing(2, 0, Duration.ZERO, time.get()));
    assertThat(limit.count(few)).isEqualTo(new Standing(2, -1, Duration.ofMillis(500), time.get()));
    var many = limitedTo(Caller.MOST_PER_SECOND);
    assertThat(limit.count(many))
        .isEqualTo(new Standing(1_000_000, 999_999, Duration.ZERO, time.get()));
    assertThat(limit.count(caller).perSecond()).isEqualTo(10);
  }

  private static Caller limitedTo(int perSecond) {
    var like = somebody();
    return new Caller(
        like.id(),
        like.name(),
        like.reach(),
        like.operations(),
        false,
        like.createdAt(),
        null,
        perSecond);
  }

  private static Caller somebody() {
    return new Caller(
        UUID.randomUUID(),
        "somebody",
        Reach.EVERYONE,
        Set.of(Operation.TOKENS_READ),
        false,
        Instant.EPOCH,
        null);
  }
}
