package dev.larkspur.adapters.feishu.event;

import dev.larkspur.domain.connection.ConnectionState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of one app's connections, and what came over them, in this instance since its start.
 */
final class ConnectionCounts {
  private final Map<ConnectionState, LongAdder> changes = new EnumMap<>(ConnectionState.class);
  private final LongAdder answered = new LongAdder();
  private final LongAdder unanswered = new LongAdder();
  private final LongAdder ignored = new LongAdder();

  ConnectionCounts() {
    for (var state : ConnectionState.values()) {
      changes.put(state, new LongAdder());
    }
  }

  /** How often a connection came to be in this state. */
  LongAdder changesTo(ConnectionState state) {
    return Objects.requireNonNull(changes.get(state));
  }

  /** Events whose answer was sent, in time or not. */
  LongAdder answered() {
    return answered;
  }

  /** Events whose answer could not be sent. */
  LongAdder unanswered() {
    return unanswered;
  }

  /** Messages that were no frames, or frames of no known kind. */
  LongAdder ignored() {
    return ignored;
  }
}
