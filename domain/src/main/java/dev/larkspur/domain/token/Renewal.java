package dev.larkspur.domain.token;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has been done with a grant's refresh token, which can be presented only once. */
public sealed interface Renewal {
  /** What the platform said last; null: nothing went wrong. */
  @Nullable PlatformError error();

  /** Never presented, or turned away before the platform looked at it. */
  record Unspent(Setback setback) implements Renewal {
    public static final Unspent UNTOUCHED = new Unspent(Setback.NONE);

    @Override
    public @Nullable PlatformError error() {
      return setback.error();
    }
  }

  /**
   * Presented. While the attempt lasts an answer may come; once it is over nobody knows whether the
   * platform carried it out, and the grant is <em>uncertain</em>.
   *
   * @param setback before when the probe is not made
   */
  record Presented(Attempt attempt, Setback setback) implements Renewal {
    @Override
    public @Nullable PlatformError error() {
      return setback.error();
    }
  }

  /** Presented once more, because the first answer was lost. There is no third time. */
  record Probed(Attempt attempt, @Nullable PlatformError error) implements Renewal {}

  /** The platform will not renew it: the person has to consent anew. */
  record Ended(Ending why, Instant at, @Nullable PlatformError error) implements Renewal {}

  /** How long after a lost answer the probe is made at the soonest: the answer may just be late. */
  Duration BEFORE_PROBE = Duration.ofSeconds(30);
}
