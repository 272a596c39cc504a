package dev.larkspur.sandbox.transport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;

/** The lines that are open now. */
public final class Connections {
  private final Map<String, Connection> open = new LinkedHashMap<>();
  private final List<IntConsumer> watchers = new CopyOnWriteArrayList<>();

  void add(String id, Connection connection) {
    synchronized (this) {
      open.put(id, connection);
      notifyAll();
    }
    tell();
  }

  void remove(String id) {
    synchronized (this) {
      open.remove(id);
      notifyAll();
    }
    tell();
  }

  /** Tells {@code watcher} how many there are whenever that changes. */
  public void watch(IntConsumer watcher) {
    watchers.add(watcher);
  }

  synchronized Optional<Connection> get(String id) {
    return Optional.ofNullable(open.get(id));
  }

  public synchronized int count() {
    return open.size();
  }

  /** Any one of them: the platform promises nothing about which. */
  synchronized Optional<Connection> any() {
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            List.copyOf(open.values()).get(ThreadLocalRandom.current().nextInt(open.size())));
  }

  /** Forgets them at once: not every client answers a farewell. */
  public void closeAll() {
    takeAll().forEach(Connection::close);
  }

  public void dropAll() {
    takeAll().forEach(Connection::drop);
  }

  /** Waits until there are exactly {@code wanted}; false if that did not happen by the deadline. */
  public synchronized boolean await(int wanted, long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (open.size() != wanted) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private void tell() {
    watchers.forEach(watcher -> watcher.accept(count()));
  }

  private List<Connection> takeAll() {
    List<Connection> taken;
    synchronized (this) {
      taken = List.copyOf(open.values());
      open.clear();
      notifyAll();
    }
    tell();
    return taken;
  }
}
