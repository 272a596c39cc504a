package dev.larkspur.application.access;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.access.IssueKey.Issued;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.domain.access.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes another key for the same caller. The old one goes on for a while, so that a service can
 * change over without a gap; one that was replaced before ends now.
 */
public final class RotateKey {
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  private final CallerKeys keys;
  private final Entropy entropy;
  private final InstantSource clock;

  public RotateKey(CallerKeys keys, Entropy entropy, InstantSource clock) {
    this.keys = keys;
    this.entropy = entropy;
    this.clock = clock;
  }

  /**
   * @param overlap for how long the old key stays good; the caller's own end stays as it is
   * @param by the administrator's key
   * @return empty: there is no such caller
   * @throws KeyExpired if the caller's own end has come: they keep the keys that they had
   * @throws IllegalArgumentException if the overlap is negative or longer than {@link
   *     #LONGEST_OVERLAP}
   */
  public Optional<Issued> handle(UUID id, Duration overlap, UUID by) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new IllegalArgumentException("overlap must be 0 to " + LONGEST_OVERLAP);
    }
    var key = IssueKey.key(entropy);
    var now = clock.instant();
    var oldUntil = overlap.isZero() ? null : now.plus(overlap);
    return keys.rotate(id, KeyHash.of(key.reveal()), now, oldUntil, by)
        .map(caller -> new Issued(unexpired(caller, now), key));
  }

  private static Caller unexpired(Caller caller, Instant now) {
    var end = caller.expiresAt();
    if (end != null && caller.isExpired(now)) {
      throw new KeyExpired(end);
    }
    return caller;
  }
}
