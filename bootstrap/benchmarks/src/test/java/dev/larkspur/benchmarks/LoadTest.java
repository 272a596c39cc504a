package dev.larkspur.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private ServerSocket server;
  private Load load;
  private volatile Duration takes = Duration.ZERO;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
    load =
        new Load(URI.create("http://127.0.0.1:" + server.getLocalPort()), "key", 2, n -> "/" + n);
    Thread.startVirtualThread(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        var line = server.accept();
        Thread.startVirtualThread(() -> answer(line));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private void answer(Socket line) {
    try (line;
        var in = new BufferedReader(new InputStreamReader(line.getInputStream(), US_ASCII))) {
      var path = "";
      for (var read = in.readLine(); read != null; read = in.readLine()) {
        if (read.startsWith("GET ")) {
          path = read.split(" ", -1)[1];
          asked.add(path);
        } else if (read.isEmpty()) {
          LockSupport.parkNanos(takes.toNanos());
          var status = path.equals("/3") ? "404 Not Found" : "200 OK";
          var answer = "HTTP/1.1 " + status + "\r\ncontent-length: 2\r\n\r\nok";
          line.getOutputStream().write(answer.getBytes(US_ASCII));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void each_is_asked_once_and_no_more() throws IOException {
    var outcome = load.each(7);
    assertThat(asked).containsExactlyInAnyOrderElementsOf(paths(7));
    assertThat(outcome.answered()).isEqualTo(7);
    assertThat(outcome.failed()).isEqualTo(1);
  }

  @Test
  void at_a_rate_as_many_are_asked_as_are_due() throws IOException {
    var outcome = load.at(100, Duration.ofMillis(100));
    assertThat(asked).containsExactlyInAnyOrderElementsOf(paths(10));
    assertThat(outcome.latencies().getTotalCount()).isEqualTo(10);
  }

  @Test
  void who_waits_for_a_connection_is_late_since_they_were_due() throws IOException {
    takes = Duration.ofMillis(50);
    var outcome = load.at(100, Duration.ofMillis(100)); // over two connections, so 40 are answered
    var last = Duration.ofNanos(outcome.latencies().getMaxValue()); // due at 90 ms, answered at 250
    assertThat(last).isGreaterThan(Duration.ofMillis(150));
  }

  private static List<String> paths(int count) {
    return IntStream.range(0, count).mapToObj(n -> "/" + n).toList();
  }
}
