package dev.larkspur.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The newest requests with all they carried, and how many were refused by a limit. */
public final class Journal {
  private static final int KEPT = 20_000;

  /** One request and its answer; headers by lower-case name. */
  public record Entry(
      Instant at,
      String method,
      String path,
      String query,
      Map<String, String> headers,
      String body,
      int status,
      Duration took,
      String logId) {
    /** Without what may be secret. */
    @Override
    public String toString() {
      return method + " " + path + " -> " + status;
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final LongAdder limited = new LongAdder();

  public synchronized void add(Entry entry) {
    if (entries.size() == KEPT) {
      entries.removeFirst();
    }
    entries.addLast(entry);
  }

  /** Oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  public List<Entry> requests(String method, String path) {
    return entries().stream()
        .filter(entry -> entry.method().equals(method) && entry.path().equals(path))
        .toList();
  }

  /** One more answer was 99991400. */
  public void limited() {
    limited.increment();
  }

  public long limitedSoFar() {
    return limited.sum();
  }
}
