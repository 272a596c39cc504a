package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.AppId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Budgets in memory. */
public final class InMemoryTokenBudget implements TokenBudget {
  private record Bucket(Instant filledAt, Instant seenAt, Instant pausedUntil) {}

  private static final Bucket FULL = new Bucket(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

  private final Pace pace;
  private final Map<AppId, Bucket> buckets = new HashMap<>();

  public InMemoryTokenBudget(Pace pace) {
    this.pace = pace;
  }

  @Override
  public synchronized Permits take(AppId app, Purpose purpose, int wanted, InstantSource clock) {
    var bucket = buckets.getOrDefault(app, FULL);
    var now = later(clock.instant(), bucket.seenAt);
    if (now.isBefore(bucket.pausedUntil)) {
      return new Permits(0, bucket.pausedUntil, pace.interval(), pace.goodFor(), bucket.filledAt);
    }
    var permits = pace.permits(purpose, bucket.filledAt, now, wanted);
    var filledAt = permits.count() == 0 ? bucket.filledAt : permits.fullAt();
    buckets.put(app, new Bucket(filledAt, now, bucket.pausedUntil));
    return permits;
  }

  @Override
  public synchronized void giveBack(AppId app, Permits permits, int unused) {
    var bucket = buckets.getOrDefault(app, FULL);
    var filledAt = pace.afterReturn(bucket.filledAt, permits, unused);
    buckets.put(app, new Bucket(filledAt, bucket.seenAt, bucket.pausedUntil));
  }

  @Override
  public synchronized void pause(AppId app, Instant until) {
    var bucket = buckets.getOrDefault(app, FULL);
    buckets.put(app, new Bucket(bucket.filledAt, bucket.seenAt, later(until, bucket.pausedUntil)));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
