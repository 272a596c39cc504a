package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.AppId;
import java.time.Instant;
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
  public synchronized int take(AppId app, int wanted, Instant asked) {
    var bucket = buckets.getOrDefault(app, FULL);
    var now = later(asked, bucket.seenAt);
    if (now.isBefore(bucket.pausedUntil)) {
      return 0;
    }
    int taken = pace.available(bucket.filledAt, now, wanted);
    buckets.put(app, new Bucket(pace.after(bucket.filledAt, now, taken), now, bucket.pausedUntil));
    return taken;
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
