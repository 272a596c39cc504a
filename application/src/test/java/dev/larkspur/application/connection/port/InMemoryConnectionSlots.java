package dev.larkspur.application.connection.port;

import dev.larkspur.domain.connection.Connection;
import dev.larkspur.domain.connection.ConnectionState;
import dev.larkspur.domain.connection.ConnectionStatus;
import dev.larkspur.domain.identity.AppId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Slots in memory. */
public final class InMemoryConnectionSlots implements ConnectionSlots {
  private record Slot(AppId app, int number) {}

  private record Held(Connection connection, Instant until) {}

  private final Map<Slot, Held> held = new HashMap<>();

  @Override
  public synchronized List<Integer> hold(
      AppId app, String instance, int wanted, Instant now, Instant until) {
    held.values().removeIf(h -> !h.until.isAfter(now));
    var mine = new ArrayList<Integer>();
    for (int number = 0; number < MOST && mine.size() < wanted; number++) {
      if (isOf(instance, held.get(new Slot(app, number)))) {
        mine.add(number);
      }
    }
    for (int number = 0; number < MOST && mine.size() < wanted; number++) {
      if (!held.containsKey(new Slot(app, number))) {
        mine.add(number);
      }
    }
    mine.forEach(number -> take(new Slot(app, number), instance, now, until));
    return mine.stream().sorted().toList();
  }

  private void take(Slot slot, String instance, Instant now, Instant until) {
    var before = held.get(slot);
    var connection =
        before == null
            ? new Connection(
                slot.app,
                slot.number,
                instance,
                new ConnectionStatus(ConnectionState.CONNECTING, now, 0, "not yet connected"))
            : before.connection;
    held.put(slot, new Held(connection, until));
  }

  private static boolean isOf(String instance, @Nullable Held held) {
    return held != null && held.connection.instance().equals(instance);
  }

  @Override
  public synchronized void tell(Connection told) {
    held.computeIfPresent(
        new Slot(told.app(), told.slot()),
        (_, h) -> isOf(told.instance(), h) ? new Held(told, h.until) : h);
  }

  @Override
  public synchronized void release(AppId app, String instance) {
    held.entrySet().removeIf(e -> e.getKey().app.equals(app) && isOf(instance, e.getValue()));
  }

  @Override
  public synchronized List<Connection> held(Instant now) {
    return held.values().stream()
        .filter(h -> h.until.isAfter(now))
        .map(Held::connection)
        .sorted(
            Comparator.comparing((Connection c) -> c.app().value())
                .thenComparingInt(Connection::slot))
        .toList();
  }
}
