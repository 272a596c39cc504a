package dev.larkspur.application.connection.port;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Handled events in memory. */
public final class InMemoryHandledEvents implements HandledEvents {
  private record Taken(UUID ticket, Instant until, boolean handled) {}

  private final Map<Key, Taken> events = new HashMap<>();

  @Override
  public synchronized Taking take(Key key, UUID ticket, Instant now, Instant until) {
    var before = events.get(key);
    if (before != null && before.handled) {
      return Taking.HANDLED;
    }
    if (before != null && before.until.isAfter(now)) {
      return Taking.UNDER_WAY;
    }
    events.put(key, new Taken(ticket, until, false));
    return Taking.OURS;
  }

  @Override
  public synchronized void handled(Key key) {
    events.computeIfPresent(key, (_, taken) -> new Taken(taken.ticket, taken.until, true));
  }

  @Override
  public synchronized void giveBack(Key key, UUID ticket, Instant now) {
    events.computeIfPresent(
        key,
        (_, taken) -> taken.ticket.equals(ticket) ? new Taken(ticket, now, taken.handled) : taken);
  }

  /** As the clean-up would. */
  public synchronized void forgetAll() {
    events.clear();
  }
}
