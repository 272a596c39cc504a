package dev.larkspur.adapters.feishu.event;

import dev.larkspur.adapters.feishu.FeishuApp;
import dev.larkspur.application.InstanceName;
import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.domain.connection.Connection;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.domain.connection.ConnectionStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long connections of one app in this instance, one for each slot that it holds.
 *
 * <p>A thread of its own keeps the slots and tells the others how the connections are. A store that
 * is out changes nothing for those that stand.
 */
final class AppConnections implements ConnectionReport.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(AppConnections.class);
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final Duration HELD = Duration.ofSeconds(30); // the store may be out for a moment
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final FeishuApp app;
  private final InstanceName instance;
  private final ConnectionSlots slots;
  private final CardActionListener listener;
  private final LongConnectionProperties settings;
  private final InstantSource clock;
  private final ConnectionCounts counts = new ConnectionCounts();
  private final Map<Integer, LongConnection> connections = new ConcurrentSkipListMap<>();
  private final Map<Integer, ConnectionStatus> untold = new ConcurrentHashMap<>();
  private final Semaphore bell = new Semaphore(0);
  private final Thread rounds;
  private volatile boolean stopped;
  private boolean failing; // only the rounds' thread knows

  AppConnections(
      FeishuApp app,
      InstanceName instance,
      ConnectionSlots slots,
      CardActionListener listener,
      LongConnectionProperties settings,
      InstantSource clock) {
    this.app = app;
    this.instance = instance;
    this.slots = slots;
    this.listener = listener;
    this.settings = settings;
    this.clock = clock;
    this.rounds = Thread.ofVirtual().name("feishu-slots-" + app.id()).unstarted(this::makeRounds);
  }

  FeishuApp app() {
    return app;
  }

  ConnectionCounts counts() {
    return counts;
  }

  /** By slot. Empty: the other instances hold all that the platform allows the app. */
  List<ConnectionStatus> status() {
    return connections.values().stream().map(LongConnection::status).toList();
  }

  void start() {
    rounds.start();
  }

  boolean isStopping() {
    return stopped;
  }

  /** Returns when all connections have said goodbye. */
  void stop() {
    stopped = true;
    bell.release();
    try {
      rounds.join(GOODBYE);
      try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
        connections.values().forEach(connection -> side.execute(connection::stop));
      }
      Thread.ofVirtual().start(this::release).join(GOODBYE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void release() {
    try {
      slots.release(app.id(), instance.value());
    } catch (RuntimeException e) { // they are free in half a minute all the same
      LOG.debug("app={} its connection slots are not released", app.id(), e);
    }
  }

  private void makeRounds() {
    try {
      while (!stopped) {
        makeRound();
        if (bell.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
          bell.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void makeRound() {
    try {
      hold();
      untold.forEach(this::tell);
      failing = false;
    } catch (RuntimeException | Error e) { // the thread has to live on
      if (!failing) {
        LOG.error("app={} its connection slots cannot be kept; it goes on trying", app.id(), e);
      }
      failing = true;
    }
  }

  private void hold() {
    var now = clock.instant();
    var held =
        slots.hold(app.id(), instance.value(), settings.connectionsPerApp(), now, now.plus(HELD));
    if (stopped) { // meanwhile
      release();
      return;
    }
    connections.keySet().stream().filter(slot -> !held.contains(slot)).forEach(this::giveUp);
    held.forEach(slot -> connections.computeIfAbsent(slot, this::started));
    if (connections.isEmpty()) {
      LOG.debug("app={} other instances hold all connections that it may have", app.id());
    }
  }

  private LongConnection started(int slot) {
    var report = new ConnectionReport(app, slot, this, clock);
    var connection = new LongConnection(app, listener, settings, report, counts);
    connection.start();
    return connection;
  }

  /** We stood still for so long that somebody else got the slot. */
  private void giveUp(int slot) {
    var connection = connections.remove(slot);
    if (connection != null) {
      LOG.warn("app={} slot={} is another instance's now", app.id(), slot);
      Thread.ofVirtual().start(connection::stop);
    }
    untold.remove(slot);
  }

  private void tell(int slot, ConnectionStatus status) {
    slots.tell(new Connection(app.id(), slot, instance.value(), status));
    untold.remove(slot, status);
  }

  @Override
  public void changed(int slot, ConnectionStatus now) {
    counts.changesTo(now.state()).increment();
    if (now.state() != ConnectionState.STOPPED) { // such a slot is released, or another's
      untold.put(slot, now);
      bell.release();
    }
  }
}
