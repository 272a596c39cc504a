package dev.larkspur.application.access;

import dev.larkspur.application.memory.Memory;
import dev.larkspur.domain.access.Caller;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells who calls, by the key that is presented. */
public final class RecogniseCaller {
  private static final Caller ADMINISTRATOR = Caller.firstAdministrator();

  private final Memory<KeyHash, Caller> keys;
  private final KeyHash administrator;
  private final InstantSource clock;

  /**
   * @param administrator the hash of the first administrator's key
   */
  public RecogniseCaller(Memory<KeyHash, Caller> keys, KeyHash administrator, InstantSource clock) {
    this.keys = keys;
    this.administrator = administrator;
    this.clock = clock;
  }

  /**
   * From memory; waits for nothing.
   *
   * @return null: {@link #handle} has to be asked
   */
  public @Nullable Caller peek(String key) {
    var hash = KeyHash.of(key);
    if (hash.equals(administrator)) {
      return ADMINISTRATOR;
    }
    var remembered = keys.recall(hash);
    var caller = remembered == null ? null : remembered.value().orElse(null);
    return caller == null || caller.isExpired(clock.instant()) ? null : caller;
  }

  /** Empty for an unknown, withdrawn or expired key: the caller is told no more than that. */
  public Optional<Caller> handle(String key) {
    var hash = KeyHash.of(key);
    return hash.equals(administrator)
        ? Optional.of(ADMINISTRATOR)
        : keys.find(hash).filter(c -> !c.isExpired(clock.instant()));
  }
}
