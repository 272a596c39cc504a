package dev.larkspur.application.access.port;

import dev.larkspur.application.access.KeyHash;
import dev.larkspur.domain.access.Caller;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Callers' keys in memory. */
public final class InMemoryCallerKeys implements CallerKeys {
  /** A key that was replaced. */
  private record Old(KeyHash hash, Instant until) {}

  private record Entry(Caller caller, KeyHash hash, @Nullable Old old) {
    Optional<Caller> by(KeyHash given) {
      if (given.equals(hash)) {
        return Optional.of(caller);
      }
      return old != null && given.equals(old.hash)
          ? Optional.of(caller.until(old.until))
          : Optional.empty();
    }

    Entry rotated(KeyHash next, @Nullable Instant oldUntil) {
      return new Entry(caller, next, oldUntil == null ? null : new Old(hash, oldUntil));
    }
  }

  private final Map<UUID, Entry> entries = new ConcurrentHashMap<>();

  @Override
  public void add(Caller caller, KeyHash hash, UUID by) {
    entries.put(caller.id(), new Entry(caller, hash, null));
  }

  @Override
  public Optional<Caller> find(KeyHash hash) {
    return entries.values().stream().flatMap(entry -> entry.by(hash).stream()).findFirst();
  }

  @Override
  public List<Caller> list() {
    return entries.values().stream()
        .map(Entry::caller)
        .sorted(Comparator.comparing(Caller::createdAt))
        .toList();
  }

  @Override
  public Optional<Caller> rotate(
      UUID id, KeyHash hash, Instant now, @Nullable Instant oldUntil, UUID by) {
    return Optional.ofNullable(
            entries.computeIfPresent(
                id,
                (_, entry) -> entry.caller.isExpired(now) ? entry : entry.rotated(hash, oldUntil)))
        .map(Entry::caller);
  }

  @Override
  public boolean remove(UUID id, UUID by) {
    return entries.remove(id) != null;
  }
}
