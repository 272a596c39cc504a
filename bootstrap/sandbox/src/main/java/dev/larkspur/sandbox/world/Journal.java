package dev.larkspur.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The newest requests with all they carried, and how often each code and token was presented. */
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
  private final Map<String, Integer> polls = new ConcurrentHashMap<>();
  private final Map<String, Integer> presentations = new ConcurrentHashMap<>();

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

  public void polled(String deviceCode) {
    polls.merge(deviceCode, 1, Integer::sum);
  }

  public void presented(String refreshToken) {
    presentations.merge(refreshToken, 1, Integer::sum);
  }

  /** How often this device code was polled, not counting polls that the rate limit refused. */
  public int polls(String deviceCode) {
    return polls.getOrDefault(deviceCode, 0);
  }

  /** How often this refresh token reached the token endpoint behind the rate limit. */
  public int presentations(String refreshToken) {
    return presentations.getOrDefault(refreshToken, 0);
  }

  public Map<String, Integer> polls() {
    return Map.copyOf(polls);
  }

  public Map<String, Integer> presentations() {
    return Map.copyOf(presentations);
  }
}
