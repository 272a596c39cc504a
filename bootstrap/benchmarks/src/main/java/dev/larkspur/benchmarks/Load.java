package dev.larkspur.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.larkspur.sandbox.world.SamplePerson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * Requests to one server from one thread over some connections that stay open (HTTP/1.1, no
 * pipelining); cheap, since it has to share the machine with what it measures.
 *
 * @param path of the request with that number
 */
record Load(URI server, String key, int connections, IntFunction<String> path) {
  /** Of some rounds. */
  static double median(List<Outcome> rounds, ToDoubleFunction<Outcome> figure) {
    return rounds.stream()
        .mapToDouble(figure)
        .sorted()
        .skip(rounds.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private static final int LARGEST = 1 << 14;
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final long A_MOMENT = 20_000;
  private static final long A_MILLISECOND = 1_000_000;
  private static final int HEAD = 512;
  private static final byte[] OK = "HTTP/1.1 200".getBytes(US_ASCII);
  private static final String LENGTH = "content-length: ";

  /** Lookups of {@code people} at one of several instances. */
  static Load of(Instances instances, int instance, List<SamplePerson> people) {
    return of(instances, instance, people, "");
  }

  /**
   * @param query with its question mark; any is answered by the framework's way
   */
  static Load of(Instances instances, int instance, List<SamplePerson> people, String query) {
    return new Load(
        instances.url(instance),
        instances.world().adminKey(),
        4,
        n -> instances.world().tokenPath(people.get(n % people.size()).openId()) + query);
  }

  /**
   * What came of it.
   *
   * @param latencies in ns, from when a request was due
   */
  record Outcome(long answered, long failed, Duration time, Histogram latencies) {
    double perSecond() {
      return answered / (time.toNanos() / 1e9);
    }
  }

  /** As many as the server answers: each connection asks again at once. */
  Outcome most(Duration time) throws IOException {
    return new Run(Double.POSITIVE_INFINITY, time, Long.MAX_VALUE).go();
  }

  /** So many and no more, as fast as they are answered. */
  Outcome each(int requests) throws IOException {
    return new Run(Double.POSITIVE_INFINITY, FOR_EVER, requests).go();
  }

  /**
   * So many a second, however long the answers take: a request that has to wait for a connection
   * has been late since it was due.
   */
  Outcome at(double perSecond, Duration time) throws IOException {
    return new Run(perSecond, FOR_EVER, Math.round(perSecond * time.toNanos() / 1e9)).go();
  }

  /** One connection. */
  private static final class Line {
    final SocketChannel channel;
    final byte[] bytes = new byte[LARGEST];
    final ByteBuffer in = ByteBuffer.wrap(bytes);
    long due;

    Line(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private final class Run {
    private final double perSecond;
    private final long nanos;
    private final long most;
    private final Histogram latencies = new Histogram(3);
    private final ArrayDeque<Line> idle = new ArrayDeque<>();
    private int asked;
    private long answered;
    private long failed;

    Run(double perSecond, Duration time, long most) {
      this.perSecond = perSecond;
      this.nanos = time.toNanos();
      this.most = most;
    }

    Outcome go() throws IOException {
      try (var selector = Selector.open()) {
        for (int i = 0; i < connections; i++) {
          idle.add(connect(selector));
        }
        long begun = System.nanoTime();
        long now = begun;
        while (isOpen(begun, now) || idle.size() < connections) {
          if (isOpen(begun, now)) {
            ask(begun, now);
          }
          await(selector, begun);
          for (var key : selector.selectedKeys()) {
            read((Line) key.attachment());
          }
          selector.selectedKeys().clear();
          now = System.nanoTime();
        }
        for (var line : idle) {
          line.channel.close();
        }
        return new Outcome(answered, failed, Duration.ofNanos(now - begun), latencies);
      }
    }

    /** Until there is something to read or to ask. To spin would take a core from the server. */
    private void await(Selector selector, long begun) throws IOException {
      long free = untilNext(begun);
      if (free >= A_MILLISECOND) { // a selector counts nothing shorter
        selector.select(free / A_MILLISECOND);
      } else if (idle.size() == connections) {
        LockSupport.parkNanos(free);
      } else if (selector.selectNow() == 0) {
        LockSupport.parkNanos(A_MOMENT);
      }
    }

    /** Nanoseconds until the next is due, if only that keeps it from being asked. */
    private long untilNext(long begun) {
      return asked == most || idle.isEmpty()
          ? Long.MAX_VALUE
          : due(begun, System.nanoTime()) - System.nanoTime();
    }

    private long due(long begun, long now) {
      return perSecond == Double.POSITIVE_INFINITY ? now : begun + (long) (asked / perSecond * 1e9);
    }

    private boolean isOpen(long begun, long now) {
      return now - begun < nanos && asked < most;
    }

    private Line connect(Selector selector) throws IOException {
      var channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      var line = new Line(channel);
      channel.register(selector, SelectionKey.OP_READ, line);
      return line;
    }

    private void ask(long begun, long now) throws IOException {
      while (!idle.isEmpty() && asked < most) {
        long due = due(begun, now);
        if (due > now) {
          return;
        }
        var line = idle.remove();
        line.due = due;
        var request =
            "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path.apply(asked++), server.getHost(), key);
        line.channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
      }
    }

    private void read(Line line) throws IOException {
      if (line.channel.read(line.in) < 0) {
        throw new IOException("The server closed a connection");
      }
      if (isWhole(line.bytes, line.in.position())) {
        latencies.recordValue(Math.max(0, System.nanoTime() - line.due));
        answered++;
        if (!isGood(line.bytes)) {
          failed++;
        }
        line.in.clear();
        idle.add(line);
      }
    }

    /** Whether all of it is there; nothing is asked twice of a connection, so nothing follows. */
    private static boolean isWhole(byte[] bytes, int count) {
      var head = new String(bytes, 0, Math.min(count, HEAD), US_ASCII);
      int length = head.indexOf(LENGTH);
      int end = head.indexOf("\r\n\r\n");
      if (length < 0 || end < length) {
        return false;
      }
      int from = length + LENGTH.length();
      return count >= end + 4 + Integer.parseInt(head, from, head.indexOf('\r', from), 10);
    }

    private static boolean isGood(byte[] bytes) {
      return Arrays.equals(bytes, 0, OK.length, OK, 0, OK.length);
    }
  }
}
