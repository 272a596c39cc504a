package dev.larkspur.application.access;

import dev.larkspur.application.access.port.CallerTokens;
import dev.larkspur.application.access.port.IssuerUnavailable;
import dev.larkspur.domain.access.Caller;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The issuer's tokens that were found good, remembered for a while; bad ones never are. */
public final class VerifiedTokens {
  private static final int LONGEST = 8_192;

  private final CallerTokens issuer;
  private final ConcurrentMap<KeyHash, Caller> good;
  private final InstantSource clock;

  /**
   * @param good bounded in number and age by whoever made it; it may lose what it likes
   */
  public VerifiedTokens(
      CallerTokens issuer, ConcurrentMap<KeyHash, Caller> good, InstantSource clock) {
    this.issuer = issuer;
    this.good = good;
    this.clock = clock;
  }

  /**
   * Whether it has the shape of a token, which no key of ours has: three parts with dots between
   * them (RFC 7515 section 7.1).
   */
  static boolean isOne(String text) {
    int first = text.indexOf('.');
    int second = text.indexOf('.', first + 1);
    return first > 0
        && second > first
        && text.indexOf('.', second + 1) < 0
        && text.length() <= LONGEST;
  }

  /** Waits for nothing; null: {@link #find} has to be asked. */
  @Nullable Caller recall(KeyHash hash) {
    var caller = good.get(hash);
    return caller == null || caller.isExpired(clock.instant()) ? null : caller;
  }

  /**
   * @throws IssuerUnavailable if it cannot be told
   */
  Optional<Caller> find(String token, KeyHash hash) {
    var remembered = recall(hash);
    if (remembered != null) {
      return Optional.of(remembered);
    }
    var found = issuer.find(token).filter(c -> !c.isExpired(clock.instant()));
    found.ifPresent(caller -> good.put(hash, caller));
    return found;
  }
}
