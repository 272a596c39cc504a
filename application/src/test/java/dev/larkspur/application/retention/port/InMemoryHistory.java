package dev.larkspur.application.retention.port;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A history in memory, of nothing but the times at which things were over. */
public final class InMemoryHistory implements History {
  private final Map<Kind, List<Instant>> rows = new EnumMap<>(Kind.class);
  private Instant takenUntil = Instant.MIN;

  public synchronized void add(Kind kind, Instant overAt) {
    rows(kind).add(overAt);
  }

  public synchronized int size(Kind kind) {
    return rows(kind).size();
  }

  private List<Instant> rows(Kind kind) {
    return rows.computeIfAbsent(kind, _ -> new ArrayList<>());
  }

  @Override
  public synchronized boolean take(Instant now, Instant until) {
    if (now.isBefore(takenUntil)) {
      return false;
    }
    takenUntil = until;
    return true;
  }

  @Override
  public synchronized int remove(Kind kind, Instant before, int most) {
    var old = rows(kind).stream().filter(at -> at.isBefore(before)).limit(most).toList();
    old.forEach(rows(kind)::remove);
    return old.size();
  }
}
