package dev.larkspur.benchmarks.chaos;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code larkspur run} in a process of its own, to which signals can be sent. */
final class Server {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(40);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Small, and quick to start: it is started often, and others run beside it. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx128m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;
  private final URI url;

  private Server(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * @param log is appended to
   * @param settings variables of its environment
   */
  static Server start(Path log, Map<String, String> settings) throws IOException {
    int port = freePort();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", classPath(), "dev.larkspur.server.Main", "run"));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("LARKSPUR_"));
    builder.environment().putAll(settings);
    builder.environment().put("MICRONAUT_SERVER_PORT", Integer.toString(port));
    return new Server(builder.start(), URI.create("http://127.0.0.1:" + port));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Our own, which has all of Larkspur's; without what only tests need. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(joining(File.pathSeparator));
  }

  URI url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  /** False if it ended, or did not get ready in time. */
  boolean awaitReady(HttpClient http) throws InterruptedException {
    long end = System.nanoTime() + STARTS_WITHIN.toNanos();
    while (!isReady(http)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private boolean isReady(HttpClient http) throws InterruptedException {
    var readiness =
        HttpRequest.newBuilder(url.resolve("/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(readiness, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet, or the database is away
    }
  }

  /** As a service manager stops it; returns at once. */
  void terminate() {
    process.destroy();
  }

  void awaitEnd() {
    process.onExit().orTimeout(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** kill -9, whether it is stopped or not. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void suspend() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", signal, Long.toString(pid())).inheritIO().start();
    kill.waitFor();
  }
}
