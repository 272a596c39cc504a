package dev.larkspur.application.token.port;

import dev.larkspur.application.token.port.TokenBudget.Permits;
import dev.larkspur.application.token.port.TokenBudget.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A rate and a burst that keep two limits at once, and the arithmetic every {@link TokenBudget}
 * shares.
 *
 * <p>The platform allows {@code perSecond} and {@code perMinute} and does not say where its windows
 * begin. A bucket that holds {@code burst} and fills with {@code rate} lets at most {@code burst +
 * rate * T} through in any window of length T, so with {@code burst = perSecond - rate} and {@code
 * rate = (perMinute - perSecond) / 59} both limits hold in every window, wherever it begins. (The
 * generic cell rate algorithm: the whole state is one instant.)
 *
 * <p>What is urgent may empty the bucket; polls and exchanges leave some of it. A refresh ahead of
 * need takes nothing out of it: it gets what flows into a full one, in slots that may lie a little
 * in the future, so that one instance can take some at once and still call at an even pace.
 *
 * @param interval between two permits at the steady rate; whole microseconds, which every store
 *     keeps
 * @param burst permits that may be taken at once after a rest
 */
public record Pace(Duration interval, int burst) {
  private static final double BURST_SHARE = 0.04;
  private static final Duration FARTHEST_SLOT = Duration.ofMillis(250);

  /**
   * @throws IllegalArgumentException if a limit is below 2, or the minute allows less than a second
   */
  public static Pace within(int perSecond, int perMinute) {
    if (perSecond < 2 || perMinute < perSecond) {
      throw new IllegalArgumentException(
          "the token budget needs at least 2 calls a second, and no fewer a minute than a second");
    }
    // where the minute hardly binds, the burst still needs its share of the second, and at least
    // one
    double most = Math.min(perSecond * (1 - BURST_SHARE), perSecond - 1);
    double rate = Math.min((perMinute - perSecond) / 59.0, most);
    rate = Math.max(rate, 1 / 60.0);
    int burst = Math.max(1, (int) Math.floor(perSecond - rate));
    return new Pace(Duration.of((long) Math.ceil(1e6 / rate), ChronoUnit.MICROS), burst);
  }

  /**
   * The permits that there are for {@code purpose}, of {@code wanted}.
   *
   * @param filledAt when the bucket will be, or was, full
   */
  public Permits permits(Purpose purpose, Instant filledAt, Instant now, int wanted) {
    var full = later(filledAt, now);
    return purpose == Purpose.REFRESH_AHEAD
        ? slots(full, now, wanted)
        : atOnce(full, now, wanted, reserve(purpose));
  }

  private Permits atOnce(Instant full, Instant now, int wanted, int reserve) {
    var room = interval.multipliedBy(burst - reserve).minus(Duration.between(now, full));
    int count = Math.clamp(room.toNanos() / interval.toNanos(), 0, wanted);
    var first = count > 0 ? now : now.plus(interval.minus(room));
    return new Permits(count, first, Duration.ZERO, after(full, count));
  }

  private Permits slots(Instant full, Instant now, int wanted) {
    var ahead = interval.multipliedBy(burst - 1);
    var farthest = now.plus(ahead.compareTo(FARTHEST_SLOT) < 0 ? ahead : FARTHEST_SLOT);
    if (full.isAfter(farthest)) {
      return new Permits(0, now.plus(Duration.between(farthest, full)), interval, full);
    }
    long most = Duration.between(full, farthest).toNanos() / interval.toNanos() + 1;
    int count = (int) Math.min(wanted, most);
    return new Permits(count, full, interval, after(full, count));
  }

  private int reserve(Purpose purpose) {
    return switch (purpose) {
      case AWAITED_REFRESH, REFRESH_AHEAD -> 0;
      case EXCHANGE -> burst / 10;
      case POLL -> burst / 4;
    };
  }

  private Instant after(Instant full, int taken) {
    return full.plus(interval.multipliedBy(taken));
  }

  /** When the bucket will be full again after {@code unused} of {@code permits} came back. */
  public Instant afterReturn(Instant filledAt, Permits permits, int unused) {
    return filledAt.equals(permits.fullAt())
        ? filledAt.minus(interval.multipliedBy(unused))
        : filledAt; // others stand behind them: to move up would let two through in one's place
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
