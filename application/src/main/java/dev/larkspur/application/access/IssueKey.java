package dev.larkspur.application.access;

import dev.larkspur.application.Entropy;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.access.Operation;
import dev.larkspur.domain.access.Reach;
import dev.larkspur.domain.token.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a key for a service. The key exists only in the answer; we keep its hash. */
public final class IssueKey {
  /** So that a key is recognised where it should not be: in a log, in a repository. */
  public static final String PREFIX = "lk_";

  private final CallerKeys keys;
  private final Entropy entropy;
  private final InstantSource clock;

  public IssueKey(CallerKeys keys, Entropy entropy, InstantSource clock) {
    this.keys = keys;
    this.entropy = entropy;
    this.clock = clock;
  }

  /** A caller and, this once, its key. */
  public record Issued(Caller caller, Secret key) {}

  /**
   * @param expiresAt null: never
   * @param perSecond null: no limit of its own
   * @param by the administrator's key
   * @throws IllegalArgumentException if the name, the operations or the limit are not as {@link
   *     Caller} wants them, or {@code expiresAt} has passed
   */
  public Issued handle(
      String name,
      Reach reach,
      Set<Operation> operations,
      @Nullable Instant expiresAt,
      @Nullable Integer perSecond,
      UUID by) {
    var now = clock.instant();
    var caller =
        new Caller(entropy.uuid(), name, reach, operations, false, now, expiresAt, perSecond);
    if (caller.isExpired(now)) {
      throw new IllegalArgumentException("expires_at must be in the future");
    }
    var key = key(entropy);
    keys.add(caller, KeyHash.of(key.reveal()), by);
    return new Issued(caller, key);
  }

  static Secret key(Entropy entropy) {
    return new Secret(PREFIX + entropy.unguessable());
  }
}
