package dev.larkspur.sandbox.transport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** The lines that are open now. */
public final class Connections {
  private final Map<String, Connection> open = new LinkedHashMap<>();
  private final List<IntConsumer> watchers = new CopyOnWriteArrayList<>();
  private final LastWords lastWords = new LastWords();
  private Random random = new Random();

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

  /** Those among them that the app has begun to close. */
  public synchronized int closing() {
    return (int) open.values().stream().filter(Connection::isClosing).count();
  }

  /** Any one of them: the platform promises nothing about which. */
  synchronized Optional<Connection> any() {
    var fed = open.values().stream().filter(Connection::isFed).toList();
    return fed.isEmpty() ? Optional.empty() : Optional.of(fed.get(random.nextInt(fed.size())));
  }

  /** From now on messages take the same lines for the same seed. */
  public synchronized void seed(long seed) {
    random = new Random(seed);
  }

  /** The place of some line among those that are open; the oldest has 0. */
  public synchronized int anyIndex() {
    if (open.isEmpty()) {
      throw new NoSuchElementException("no line is open");
    }
    return random.nextInt(open.size());
  }

  /** Closes this one properly. */
  public void close(int index) {
    take(index).close();
  }

  /** Cuts this one without a word. */
  public void drop(int index) {
    take(index).drop();
  }

  /**
   * Nothing comes out of this line any more and nothing goes in, not even a Close, but it stays
   * open. The platform still believes in it: messages may be sent there until it is dropped.
   */
  public void halfOpen(int index) {
    at(index).goHalfOpen();
  }

  public void halfOpenAll() {
    all().forEach(Connection::goHalfOpen);
  }

  /** What became of messages on lines that were about to end. */
  public LastWords lastWords() {
    return lastWords;
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

  private synchronized List<Connection> all() {
    return List.copyOf(open.values());
  }

  private synchronized Connection at(int index) {
    if (index < 0 || index >= open.size()) {
      throw new NoSuchElementException("no line " + index + " among " + open.size());
    }
    return List.copyOf(open.values()).get(index);
  }

  private Connection take(int index) {
    Connection taken;
    synchronized (this) {
      taken = at(index);
      open.values().remove(taken);
      notifyAll();
    }
    tell();
    return taken;
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
