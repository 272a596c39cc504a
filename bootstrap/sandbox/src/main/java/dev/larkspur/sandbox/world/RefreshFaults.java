package dev.larkspur.sandbox.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** How refreshes go wrong: the next so many of them, or a share of all. */
public final class RefreshFaults {
  private static final long FIRST_SEED = 1;
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  /** What happens to one refresh. */
  public enum How {
    /** Turned away with HTTP 503, 20072, before anybody looks at the token. */
    UNAVAILABLE,
    /** Turned away with HTTP 429, 99991400, before anybody looks at the token. */
    LIMITED,
    /** The connection is reset before anybody looks at the token. */
    RESET_BEFORE,
    /** Looked at, not carried out: HTTP 500, 20050. */
    INTERNAL_ERROR,
    /** Carried out, but the connection is reset in place of the answer. */
    COMMIT_THEN_DROP,
    /** Carried out, but the answer is HTTP 500, 20050. */
    COMMIT_THEN_INTERNAL_ERROR,
    /** Carried out, but the answer ends in the middle of the JSON. */
    COMMIT_THEN_GARBAGE,
    /** Carried out, but the answer comes late. */
    SLOW,
    /** Refused with 20073, though the token is fine and stays so. */
    USED,
    /** Refused with 20064, though the token is fine and stays so. */
    REVOKED,
    /** Refused with 20037, though the token is fine and stays so. */
    EXPIRED,
    /** Refused with 20026, though the token is fine and stays so. */
    INVALID,
    /** The console's switch for refreshing is off: 20074. */
    SWITCHED_OFF,
    /** The company's policy wants a challenge passed first: 21000. */
    CHALLENGE,
    /** The company's policy forbids it: 21001. */
    DENIED
  }

  /**
   * One fault.
   *
   * @param delay how late the answer is, or how long the app is told to keep away
   */
  public record Fault(How how, Duration delay) {}

  private record Chance(double share, Fault fault) {}

  private final Deque<Fault> next = new ArrayDeque<>();
  private final Map<How, Chance> chances = new EnumMap<>(How.class);
  private RandomGenerator random = new SplittableRandom(FIRST_SEED);

  public void next(int times, How how) {
    next(times, how, A_MOMENT);
  }

  /** Strikes the next so many refreshes, after those that were spoken for before. */
  public synchronized void next(int times, How how, Duration delay) {
    for (int i = 0; i < times; i++) {
      next.add(new Fault(how, delay));
    }
  }

  public void share(double share, How how) {
    share(share, how, A_MOMENT);
  }

  /** Strikes this share of the refreshes, 0 to 1, in place of an earlier share of the same kind. */
  public synchronized void share(double share, How how, Duration delay) {
    var others =
        chances.values().stream()
            .filter(chance -> chance.fault().how() != how)
            .mapToDouble(Chance::share)
            .sum();
    if (!(share >= 0 && others + share <= 1 + 1e-9)) {
      throw new IllegalArgumentException("shares must be between 0 and 1, and together at most 1");
    }
    chances.put(how, new Chance(share, new Fault(how, delay)));
  }

  /** From here on the same shares strike the same refreshes, counted in the order they come. */
  public synchronized void seed(long seed) {
    random = new SplittableRandom(seed);
  }

  /** What strikes the refresh that has just come, if anything does. */
  public synchronized Optional<Fault> take() {
    if (!next.isEmpty()) {
      return Optional.of(next.removeFirst());
    }
    if (chances.isEmpty()) {
      return Optional.empty();
    }
    var left = random.nextDouble();
    for (var chance : chances.values()) {
      left -= chance.share();
      if (left < 0) {
        return Optional.of(chance.fault());
      }
    }
    return Optional.empty();
  }

  synchronized void reset() {
    next.clear();
    chances.clear();
    seed(FIRST_SEED);
  }
}
