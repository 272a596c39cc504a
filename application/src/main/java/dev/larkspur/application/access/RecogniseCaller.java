package dev.larkspur.application.access;

import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.domain.access.Caller;
import java.time.InstantSource;
import java.util.Optional;

/** Tells who calls, by the key that is presented. */
public final class RecogniseCaller {
  private final CallerKeys keys;
  private final KeyHash administrator;
  private final InstantSource clock;

  /**
   * @param administrator the hash of the first administrator's key
   */
  public RecogniseCaller(CallerKeys keys, KeyHash administrator, InstantSource clock) {
    this.keys = keys;
    this.administrator = administrator;
    this.clock = clock;
  }

  /** Empty for an unknown, withdrawn or expired key: the caller is told no more than that. */
  public Optional<Caller> handle(String key) {
    var hash = KeyHash.of(key);
    return hash.equals(administrator)
        ? Optional.of(Caller.firstAdministrator())
        : keys.find(hash).filter(c -> !c.isExpired(clock.instant()));
  }
}
