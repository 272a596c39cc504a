package dev.larkspur.application.access;

import dev.larkspur.application.access.port.KeyUses;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes when callers' keys are used, to the second, and has it recorded later, all at once: a call
 * waits for nothing and fails for nothing. Has an entry for each key that was used here; keys are
 * made by administrators, so they are few.
 */
public final class KeyUseLedger {
  /** When a key was used last, in seconds; written at most once a second, or so. */
  private static final class Use {
    private volatile long last = Long.MIN_VALUE;
  }

  private final Map<UUID, Use> noted = new ConcurrentHashMap<>();
  private final Map<UUID, Instant> recorded = new HashMap<>(); // guarded by this
  private final KeyUses uses;

  public KeyUseLedger(KeyUses uses) {
    this.uses = uses;
  }

  void note(UUID caller, Instant at) {
    var use = noted.get(caller); // which waits for nobody, unlike what comes next
    if (use == null) {
      use = noted.computeIfAbsent(caller, _ -> new Use());
    }
    long second = at.getEpochSecond();
    if (use.last < second) {
      use.last = second; // of two at once either may win: they are a moment apart
    }
  }

  /**
   * Has everything recorded that was noted before and is not recorded yet.
   *
   * @throws RuntimeException what the store throws; then it is all noted still
   */
  public synchronized void flush() {
    var fresh = new HashMap<UUID, Instant>();
    noted.forEach(
        (caller, use) -> {
          long second = use.last;
          if (second != Long.MIN_VALUE) { // whoever made it is about to write
            fresh.put(caller, Instant.ofEpochSecond(second));
          }
        });
    fresh.entrySet().removeAll(recorded.entrySet());
    if (!fresh.isEmpty()) {
      uses.record(fresh);
      recorded.putAll(fresh);
    }
  }
}
