package dev.larkspur.application.access.port;

import dev.larkspur.application.access.KeyHash;
import dev.larkspur.domain.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The callers, found by what their keys hash to. Durable; the keys themselves are kept nowhere. */
public interface CallerKeys {
  /**
   * @param by the administrator's key; kept with the entry in the audit
   */
  void add(Caller caller, KeyHash hash, UUID by);

  /**
   * By the hash of the caller's key, or of the one before it, which is good until the end of the
   * overlap: that caller expires then.
   */
  Optional<Caller> find(KeyHash hash);

  /** All of them, the oldest first. */
  List<Caller> list();

  /**
   * Gives a caller another key. Of the keys it had, the newest stays good for a while, and no
   * other. One that has expired by {@code now} is told as it is, and gets none.
   *
   * @param hash of the new key
   * @param oldUntil until when; null: it ends at once
   * @return empty: there is no such caller
   */
  Optional<Caller> rotate(UUID id, KeyHash hash, Instant now, @Nullable Instant oldUntil, UUID by);

  /** Whether there was such a key. */
  boolean remove(UUID id, UUID by);
}
