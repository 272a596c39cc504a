package dev.larkspur.application.access.port;

import dev.larkspur.domain.access.Caller;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The last uses of callers' keys in memory. */
public final class InMemoryKeyUses implements KeyUses {
  private final Map<UUID, Instant> uses = new HashMap<>();
  private final CallerKeys keys;

  public InMemoryKeyUses(CallerKeys keys) {
    this.keys = keys;
  }

  @Override
  public synchronized void record(Map<UUID, Instant> last) {
    last.forEach((caller, at) -> uses.merge(caller, at, (a, b) -> a.isAfter(b) ? a : b));
    uses.keySet().retainAll(keys.list().stream().map(Caller::id).collect(Collectors.toSet()));
  }

  @Override
  public synchronized Map<UUID, Instant> last() {
    uses.keySet().retainAll(keys.list().stream().map(Caller::id).collect(Collectors.toSet()));
    return Map.copyOf(uses);
  }
}
