package dev.larkspur.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between an instance and a store: passes on what both say, or does to it what networks do.
 */
final class Relay implements AutoCloseable {
  private static final int BUFFER = 1 << 14;

  /** What it does to the connections that it has, and to new ones. */
  enum Mode {
    PASSES,
    /** Connections are reset, new ones too. */
    CUTS,
    /** Accepts and passes nothing, without closing; what was said comes when it passes again. */
    HANGS,
    /** The store hears all, but what it answers comes when the relay passes again. */
    HOLDS_ANSWERS
  }

  /** One connection: both of its ends. */
  private record Line(Socket instance, Socket store) {
    void reset() {
      for (var end : new Socket[] {instance, store}) {
        try (end) {
          end.setSoLinger(true, 0);
        } catch (IOException e) {
          // it is closed already
        }
      }
    }
  }

  private final ServerSocket door;
  private final InetSocketAddress store;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private Mode mode = Mode.PASSES; // guarded by this

  private Relay(ServerSocket door, InetSocketAddress store) {
    this.door = door;
    this.store = store;
  }

  /**
   * @param port of a store on this machine
   */
  static Relay to(int port) throws IOException {
    var here = InetAddress.getLoopbackAddress();
    var relay = new Relay(new ServerSocket(0, 0, here), new InetSocketAddress(here, port));
    Thread.ofVirtual().start(relay::accept);
    return relay;
  }

  int port() {
    return door.getLocalPort();
  }

  void set(Mode next) {
    synchronized (this) {
      mode = next;
      notifyAll();
    }
    if (next == Mode.CUTS) {
      lines.forEach(Line::reset);
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var line = new Line(door.accept(), new Socket());
        Thread.ofVirtual().start(() -> serve(line));
      } catch (IOException e) {
        // it is closed, or whoever came is gone
      }
    }
  }

  private void serve(Line line) {
    try {
      line.instance.setTcpNoDelay(true);
      line.store.setTcpNoDelay(true);
      line.store.connect(store);
      if (!admits(line)) {
        return;
      }
      var answers = Thread.ofVirtual().start(() -> pass(line, line.store, line.instance, true));
      pass(line, line.instance, line.store, false);
      answers.join();
    } catch (IOException e) {
      // no store: whoever came sees a closed connection
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lines.remove(line);
      line.reset();
    }
  }

  private synchronized boolean admits(Line line) {
    return mode != Mode.CUTS && lines.add(line);
  }

  private void pass(Line line, Socket from, Socket to, boolean answers) {
    try {
      pass(from.getInputStream(), to.getOutputStream(), answers);
    } catch (IOException e) {
      // one of the ends is closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      line.reset();
    }
  }

  private void pass(InputStream from, OutputStream to, boolean answers)
      throws IOException, InterruptedException {
    var bytes = new byte[BUFFER];
    for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
      awaitPassage(answers);
      to.write(bytes, 0, count);
    }
  }

  private synchronized void awaitPassage(boolean answers) throws InterruptedException {
    while (mode == Mode.HANGS || (answers && mode == Mode.HOLDS_ANSWERS)) {
      wait();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    set(Mode.CUTS);
  }
}
