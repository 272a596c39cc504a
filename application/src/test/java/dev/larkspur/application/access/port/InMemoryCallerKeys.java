package dev.larkspur.application.access.port;

import dev.larkspur.application.access.KeyHash;
import dev.larkspur.domain.access.Caller;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Callers' keys in memory. */
public final class InMemoryCallerKeys implements CallerKeys {
  private final Map<KeyHash, Caller> callers = new ConcurrentHashMap<>();

  @Override
  public void add(Caller caller, KeyHash hash, UUID by) {
    callers.put(hash, caller);
  }

  @Override
  public Optional<Caller> find(KeyHash hash) {
    return Optional.ofNullable(callers.get(hash));
  }

  @Override
  public List<Caller> list() {
    return callers.values().stream().sorted(Comparator.comparing(Caller::createdAt)).toList();
  }

  @Override
  public boolean remove(UUID id, UUID by) {
    return callers.values().removeIf(c -> c.id().equals(id));
  }
}
