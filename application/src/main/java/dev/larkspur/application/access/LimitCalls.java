package dev.larkspur.application.access;

import dev.larkspur.domain.access.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often each caller may call this instance: so many times a second, as its key says or else as
 * any, all of a second's at once if it likes (the generic cell rate algorithm, ITU-T I.371). Each
 * instance counts for itself, so that nobody waits for a count. Whoever has not called for a second
 * counts as new and is forgotten, since callers with tokens come and go.
 */
public final class LimitCalls {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int FEW = 10_000;

  /**
   * How a caller stands after a call.
   *
   * @param perSecond the caller's limit
   * @param left how many calls are left at once; negative: this one was too many
   * @param pause zero, or how long until one is allowed
   * @param at when that was, as {@link System#nanoTime}
   */
  public record Standing(int perSecond, int left, Duration pause, long at) {
    public boolean isAllowed() {
      return left >= 0;
    }
  }

  private final int perSecond;
  private final LongSupplier nanoTime;
  private final Map<UUID, AtomicLong> usedUntil = new ConcurrentHashMap<>(); // of known callers
  private final AtomicInteger crowd = new AtomicInteger(FEW); // at which to look who is gone

  /**
   * @param perSecond for who has no limit of its own; 1 to 1,000,000
   * @param nanoTime as {@link System#nanoTime}
   */
  public LimitCalls(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /** Counts a call, if it is allowed. */
  public Standing count(Caller caller) {
    long now = nanoTime.getAsLong();
    var used = usedUntil.get(caller.id());
    if (used == null) {
      used = usedUntil.computeIfAbsent(caller.id(), _ -> new AtomicLong(now));
      forgetWhoIsGone(now);
    }
    var own = caller.perSecond();
    int most = own == null ? perSecond : own;
    long interval = SECOND / most; // that one call takes
    while (true) {
      long before = used.get();
      long after = Math.max(before - now, 0) + interval; // from now on
      if (after > SECOND) {
        return new Standing(most, -1, Duration.ofNanos(after - SECOND), now);
      }
      if (used.compareAndSet(before, now + after)) {
        return new Standing(most, (int) ((SECOND - after) / interval), Duration.ZERO, now);
      }
    }
  }

  /** Each of a crowd is looked at once per doubling, so that this costs a newcomer little. */
  private void forgetWhoIsGone(long now) {
    int most = crowd.get();
    if (usedUntil.size() >= most && crowd.compareAndSet(most, Integer.MAX_VALUE)) {
      // who calls in this very moment after so long may get one call more than the limit
      usedUntil.values().removeIf(until -> now - until.get() > SECOND);
      crowd.set(Math.max(FEW, 2 * usedUntil.size()));
    }
  }

  /** How many callers are remembered. */
  int remembered() {
    return usedUntil.size();
  }
}
