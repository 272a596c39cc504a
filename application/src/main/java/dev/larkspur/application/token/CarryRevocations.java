package dev.larkspur.application.token;

import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.application.token.port.Revocations;
import dev.larkspur.application.token.port.Revocations.Pending;
import dev.larkspur.application.token.port.TokenRevocation;
import dev.larkspur.domain.Backoff;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Tells the platform of pairs that were withdrawn here, until it has heard. */
public final class CarryRevocations {
  private static final Duration LEASE = Duration.ofSeconds(90); // longer than both calls
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(15));
  private static final int MOST_AT_ONCE = 16;

  private final Revocations revocations;
  private final TokenRevocation platform;
  private final Executor each;
  private final InstantSource clock;

  /**
   * @param each runs the calls of a round, side by side if it likes
   */
  public CarryRevocations(
      Revocations revocations, TokenRevocation platform, Executor each, InstantSource clock) {
    this.revocations = revocations;
    this.platform = platform;
    this.each = each;
    this.clock = clock;
  }

  /**
   * One round.
   *
   * @return whether there may be more to do at once
   */
  public boolean handle() {
    var now = clock.instant();
    var pending = revocations.lease(now, now.plus(LEASE), MOST_AT_ONCE);
    pending.forEach(p -> each.execute(() -> carry(p)));
    return pending.size() == MOST_AT_ONCE;
  }

  /**
   * Sees to it that this pair, which is stored nowhere, becomes worthless, whatever happens to this
   * instance from now on.
   */
  public void take(Person person, TokenPair pair) {
    revocations.add(person, pair, clock.instant());
    handle(person);
  }

  /**
   * Those of one person, before this returns; what fails is left to a later round. A round that
   * took one just now, here or elsewhere, is not relied upon: it may not have told the platform
   * yet, and to be told again does it no harm (RFC 7009, section 2.2).
   */
  public void handle(Person person) {
    var now = clock.instant();
    revocations.leaseOf(person, now, now.plus(LEASE)).forEach(this::carry);
  }

  private void carry(Pending pending) {
    var pair = pending.pair();
    try {
      platform.revoke(pending.person().app(), pair);
      revocations.done(pending.id());
    } catch (PlatformUnavailable e) {
      if (isWorthless(pending, clock.instant())) {
        revocations.done(pending.id());
      } else {
        var wait = BACKOFF.after(pending.attempts(), e.waitAtLeast());
        revocations.again(pending.id(), clock.instant().plus(wait));
      }
    }
  }

  /** Its time is over anyway. */
  private static boolean isWorthless(Pending pending, Instant now) {
    return !pending.pair().left(now).isPositive() && !pending.pair().isRefreshable(now);
  }
}
