package dev.larkspur.application.access.port;

import dev.larkspur.application.access.KeyHash;
import dev.larkspur.domain.access.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The callers, found by what their keys hash to. Durable; the keys themselves are kept nowhere. */
public interface CallerKeys {
  /**
   * @param by the administrator's key; kept with the entry in the audit
   */
  void add(Caller caller, KeyHash hash, UUID by);

  Optional<Caller> find(KeyHash hash);

  /** All of them, the oldest first. */
  List<Caller> list();

  /** Whether there was such a key. */
  boolean remove(UUID id, UUID by);
}
