package dev.larkspur.application.access.port;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** When callers' keys were used last, by caller. Durable. */
public interface KeyUses {
  /**
   * Records these, unless later ones are recorded. Whoever is no caller any more is passed over.
   */
  void record(Map<UUID, Instant> last);

  /** Of all who have called. */
  Map<UUID, Instant> last();
}
