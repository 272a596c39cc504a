package dev.larkspur.domain.token;

import java.time.Duration;
import java.time.Instant;

/**
 * Judges whether a grant serves a caller.
 *
 * @param most the longest remaining life that may be demanded, as a share of the token's whole
 *     life; a longer demand could never be met for long and would turn each lookup into a refresh
 */
public record TokenPolicy(double most) {
  public static final TokenPolicy STANDARD = new TokenPolicy(0.5);

  /**
   * @throws IllegalArgumentException if {@code most} is not above 0 and at most 1
   */
  public TokenPolicy {
    if (!(most > 0 && most <= 1)) {
      throw new IllegalArgumentException("most must be above 0 and at most 1");
    }
  }

  /** Whether {@link #judge} would have the token lent, for that it lasts long enough. */
  public boolean lends(Lendable token, Duration minTtl, Instant now) {
    var left = token.left(now);
    return left.isPositive() && (minTtl.isZero() || isInReach(token, minTtl, left));
  }

  private boolean isInReach(Lendable token, Duration minTtl, Duration left) {
    return left.compareTo(minTtl) >= 0
        && minTtl.compareTo(longest(token.issuedAt(), token.expiresAt())) <= 0;
  }

  public Verdict judge(Grant.Held grant, Duration minTtl, Instant now) {
    var pair = grant.pair();
    var longest = longest(pair.issuedAt(), pair.expiresAt());
    if (minTtl.compareTo(longest) > 0) {
      return new Verdict.TooDemanding(longest);
    }
    var left = pair.left(now);
    if (left.isPositive() && left.compareTo(minTtl) >= 0) {
      return new Verdict.Lease(left);
    }
    return grant.isRefreshable(now) ? new Verdict.RefreshFirst() : shorter(left);
  }

  private Duration longest(Instant issuedAt, Instant expiresAt) {
    return Duration.ofSeconds((long) (Duration.between(issuedAt, expiresAt).toSeconds() * most));
  }

  /** What cannot be renewed is lent as it is: a valid token is never withheld. */
  private static Verdict shorter(Duration left) {
    return left.isPositive() ? new Verdict.Lease(left) : new Verdict.AskAgain();
  }
}
