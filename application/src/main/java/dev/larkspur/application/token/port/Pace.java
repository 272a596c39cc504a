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
 * begin. A bucket that holds {@code burst} and fills with {@code rate} grants at most {@code burst
 * + rate * T} in any window of length T, and as a permit may be used {@code goodFor} late, at most
 * {@code burst + rate * (T + goodFor)} calls are made in it. The three are chosen so that this
 * keeps both limits, wherever the window begins. (The generic cell rate algorithm: the whole state
 * is one instant.)
 *
 * <p>What is urgent may empty the bucket; polls and exchanges leave some of it. A refresh ahead of
 * need takes nothing out of it: it gets what flows into a full one, in slots that lie a little in
 * the future, so that one instance can take some at once and still call at an even pace. Who finds
 * the bucket empty gets a slot too, behind those that were given out already; the more urgent, the
 * farther ahead it may lie, so that the less urgent ones have to wait until it has passed.
 *
 * @param interval between two permits at the steady rate; whole microseconds, which every store
 *     keeps
 * @param burst permits that may be taken at once after a rest
 * @param goodFor how long after its time a permit may still be used
 */
public record Pace(Duration interval, int burst, Duration goodFor) {
  /** For what arrives unevenly, for what comes late, and for what waits for nothing. */
  private static final double SHARE_LEFT = 0.04;

  private static final double LONGEST_GOOD_FOR = 0.25; // seconds
  private static final double SHORTEST_GOOD_FOR = 0.01;

  /** How unevenly calls may arrive that were made evenly; seconds. */
  private static final double NETWORK = 0.05;

  /** Of what is left, for each of the two above where they do not fit otherwise. */
  private static final double PART = 0.4;

  /** Enough to store what a round begins before its slots have come. */
  private static final Duration AHEAD = Duration.ofMillis(100);

  private static final Duration LONGEST_STEP = Duration.ofSeconds(1);
  private static final Duration AWAITED = Duration.ofMillis(400);

  /**
   * @throws IllegalArgumentException if a limit is below 2, or the minute allows less than a second
   */
  public static Pace within(int perSecond, int perMinute) {
    if (perSecond < 2 || perMinute < perSecond) {
      throw new IllegalArgumentException(
          "the token budget needs at least 2 calls a second, and no fewer a minute than a second");
    }
    double most =
        Math.min(perSecond * (1 - SHARE_LEFT), Math.max(perSecond - 2, perSecond * 0.375));
    double rate = Math.max(Math.min((perMinute - perSecond) / 59.0, most), 1 / 60.0);
    double left = Math.min(perSecond - rate, perMinute - 60 * rate);
    double network = Math.min(NETWORK, PART * left / rate);
    double late =
        Math.min(PART * left / rate, (left - 1) / rate - network); // a burst of 1 at least
    double goodFor = Math.clamp(late, SHORTEST_GOOD_FOR, LONGEST_GOOD_FOR);
    int burst = Math.max(1, (int) Math.floor(left - rate * (goodFor + network)));
    return new Pace(micros(Math.ceil(1e6 / rate)), burst, micros(goodFor * 1e6));
  }

  private static Duration micros(double count) {
    return Duration.of((long) count, ChronoUnit.MICROS);
  }

  /**
   * The permits that there are for {@code purpose}, of {@code wanted}.
   *
   * @param filledAt when the bucket will be, or was, full
   */
  public Permits permits(Purpose purpose, Instant filledAt, Instant now, int wanted) {
    var full = later(filledAt, now);
    var from = full.minus(interval.multipliedBy(burst(purpose) - 1)); // a permit is there from then
    if (purpose == Purpose.REFRESH_AHEAD || from.isAfter(now)) {
      return slots(from, full, now, reach(purpose), wanted);
    }
    long most = Duration.between(from, now).dividedBy(interval) + 1;
    int count = (int) Math.min(wanted, most);
    return new Permits(count, now, Duration.ZERO, goodFor, after(full, count));
  }

  private Permits slots(Instant from, Instant full, Instant now, Duration reach, int wanted) {
    var farthest = now.plus(reach);
    if (from.isAfter(farthest)) {
      return new Permits(0, from.minus(reach), interval, goodFor, full);
    }
    long most = Duration.between(from, farthest).dividedBy(interval) + 1;
    int count = (int) Math.min(wanted, most);
    return new Permits(count, from, interval, goodFor, after(full, count));
  }

  /** How much of the bucket is there for it. */
  private int burst(Purpose purpose) {
    return switch (purpose) {
      case AWAITED_REFRESH -> burst;
      case EXCHANGE -> burst - burst / 10;
      case POLL -> burst - burst / 4;
      case REFRESH_AHEAD -> 1; // only what flows into a full one
    };
  }

  /** How far ahead a slot may lie: farther than the less urgent ones can have pushed the next. */
  private Duration reach(Purpose purpose) {
    return switch (purpose) {
      case REFRESH_AHEAD -> AHEAD;
      case POLL -> AHEAD.plus(step());
      case EXCHANGE -> AHEAD.plus(step().multipliedBy(2));
      case AWAITED_REFRESH -> AHEAD.plus(step().multipliedBy(3)).plus(AWAITED);
    };
  }

  /** Nobody waits for a slot for many seconds, however slow the pace is. */
  private Duration step() {
    return interval.compareTo(LONGEST_STEP) < 0 ? interval : LONGEST_STEP;
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
