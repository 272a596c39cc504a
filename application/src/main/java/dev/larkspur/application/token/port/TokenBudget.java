package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.AppId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How often an app may call the platform's token endpoint, shared by all instances and by
 * everything that calls it. Durable: two instances that each believed to be alone would be refused
 * together.
 */
public interface TokenBudget {
  /**
   * What a permit is for, the most urgent first. What is less urgent leaves room for what is more.
   */
  enum Purpose {
    /** A refresh that somebody waits for. */
    AWAITED_REFRESH,
    /** A code that somebody waits to have exchanged. */
    EXCHANGE,
    /** A poll of a device code. */
    POLL,
    /** A refresh ahead of need. */
    REFRESH_AHEAD
  }

  /**
   * Permits, each for one call.
   *
   * @param count how many; with 0, {@code first} says when to ask again at the soonest
   * @param first not before then the first call is made
   * @param spacing from one call to the next at the least; zero: all at once
   * @param goodFor how late a call may still be made
   * @param fullAt when the bucket is full again, if nobody takes any more
   */
  record Permits(int count, Instant first, Duration spacing, Duration goodFor, Instant fullAt) {
    /** When the call with this number, from 0, may be made. */
    public Instant at(int number) {
      return first.plus(spacing.multipliedBy(number));
    }

    /**
     * Whether it is too late for that call: it would come on top of those that are granted now.
     * After a process was stopped, or the store was away, many would.
     */
    public boolean isOver(int number, Instant now) {
      return now.isAfter(at(number).plus(goodFor));
    }
  }

  /**
   * Takes up to {@code wanted} permits; what was not granted has to wait, not fail.
   *
   * @param wanted at least 1
   * @param clock is read when it is this asker's turn: others may be before it
   */
  Permits take(AppId app, Purpose purpose, int wanted, InstantSource clock);

  /**
   * Returns permits that were not used. They are lost if others have taken some since: those behind
   * them have their times already.
   *
   * @param permits as they were taken
   * @param unused how many of them, the last ones
   */
  void giveBack(AppId app, Permits permits, int unused);

  /**
   * The platform tells the time until its next minute; what is longer would starve device codes.
   */
  Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /**
   * Grants nothing for as long as the platform said, {@link #LONGEST_PAUSE} at the most. A shorter
   * pause never ends a longer one.
   */
  default void pause(AppId app, Instant now, Duration wanted) {
    pause(app, now.plus(wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted));
  }

  /** Grants nothing until {@code until}. A shorter pause never ends a longer one. */
  void pause(AppId app, Instant until);
}
