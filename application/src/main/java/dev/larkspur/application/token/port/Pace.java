package dev.larkspur.application.token.port;

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
 * @param interval between two permits at the steady rate; whole microseconds, which every store
 *     keeps
 * @param burst permits that may be taken at once after a rest
 */
public record Pace(Duration interval, int burst) {
  private static final double BURST_SHARE = 0.05;

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
   * How many of {@code wanted} permits there are.
   *
   * @param filledAt when the bucket will be, or was, full
   */
  public int available(Instant filledAt, Instant now, int wanted) {
    var debt = filledAt.isAfter(now) ? Duration.between(now, filledAt) : Duration.ZERO;
    var room = interval.multipliedBy(burst).minus(debt);
    return room.isNegative() ? 0 : (int) Math.min(wanted, room.toNanos() / interval.toNanos());
  }

  /** When the bucket will be full again after {@code taken} permits. */
  public Instant after(Instant filledAt, Instant now, int taken) {
    return (filledAt.isAfter(now) ? filledAt : now).plus(interval.multipliedBy(taken));
  }
}
