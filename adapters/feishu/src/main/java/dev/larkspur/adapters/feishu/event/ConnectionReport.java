package dev.larkspur.adapters.feishu.event;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.domain.connection.ConnectionStatus;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one connection is. Each change is a line of the log and is told to whoever listens. */
final class ConnectionReport {
  /** Is told of changes, on the connection's own thread, so it must not wait for anything. */
  interface Listener {
    void changed(int slot, ConnectionStatus now);
  }

  private static final Logger LOG = LoggerFactory.getLogger(LongConnection.class);

  private final FeishuApp app;
  private final int slot;
  private final Listener listener;
  private final InstantSource clock;
  private volatile ConnectionStatus now;

  ConnectionReport(FeishuApp app, int slot, Listener listener, InstantSource clock) {
    this.app = app;
    this.slot = slot;
    this.listener = listener;
    this.clock = clock;
    this.now =
        new ConnectionStatus(ConnectionState.CONNECTING, clock.instant(), 0, "not yet connected");
  }

  ConnectionStatus now() {
    return now;
  }

  /**
   * @param why for people; without secrets
   */
  void become(ConnectionState state, int failures, String why) {
    var was = now;
    var since = was.state() == state ? was.since() : clock.instant();
    now = new ConnectionStatus(state, since, failures, why);
    LOG.atLevel(isGood(state) ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.WARN)
        .log(
            "app={} slot={} connection={} was={} failures={}: {}",
            app.id(),
            slot,
            state,
            was.state(),
            failures,
            why);
    listener.changed(slot, now);
  }

  private static boolean isGood(ConnectionState state) {
    return state == ConnectionState.CONNECTED || state == ConnectionState.STOPPED;
  }
}
