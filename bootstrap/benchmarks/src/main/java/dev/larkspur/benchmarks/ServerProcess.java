package dev.larkspur.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, from its very start. */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final int TAIL = 20;

  private final HttpClient http;
  private final Process process;
  private final URI url;
  private final Path log;
  private final long begun;

  private ServerProcess(HttpClient http, Process process, URI url, Path log, long begun) {
    this.http = http;
    this.process = process;
    this.url = url;
    this.log = log;
    this.begun = begun;
  }

  /**
   * @param settings variables of its environment
   */
  static ServerProcess start(Stage stage, Program program, Map<String, String> settings)
      throws IOException {
    var port = freePort();
    var log = Files.createTempFile(stage.folder(), program.name() + "-", ".log");
    var builder =
        new ProcessBuilder(program.command())
            .directory(stage.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LARKSPUR_"));
    builder.environment().putAll(settings);
    builder.environment().put("MICRONAUT_SERVER_PORT", Integer.toString(port));
    var url = URI.create("http://127.0.0.1:" + port);
    var http = stage.add(HttpClient.newHttpClient());
    long begun = System.nanoTime();
    return stage.add(new ServerProcess(http, builder.start(), url, log, begun));
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  /** What its JVM answers to a command of jcmd's. */
  String jcmd(String command) throws IOException {
    var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var asking = new ProcessBuilder(program, Long.toString(pid()), command).start();
    try (var output = asking.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** How long it took until it said that it is ready. */
  Duration awaitReady() throws IOException, InterruptedException {
    var readiness =
        HttpRequest.newBuilder(url.resolve("/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    while (!answersWell(readiness)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("The server ended. " + tail());
      }
      if (sinceStart().compareTo(PATIENCE) > 0) {
        throw new IllegalStateException("Not ready after " + PATIENCE + ". " + tail());
      }
      Thread.sleep(PAUSE);
    }
    return sinceStart();
  }

  private boolean answersWell(HttpRequest request) throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (ConnectException | HttpTimeoutException e) {
      return false; // not yet
    }
  }

  private String tail() throws IOException {
    var lines = Files.readAllLines(log);
    var end = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
    return "The end of its log:\n" + String.join("\n", end);
  }

  /** As a service manager would stop it. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      process.destroyForcibly().onExit().join();
      throw new IllegalStateException("the server had to be killed", e);
    }
  }
}
