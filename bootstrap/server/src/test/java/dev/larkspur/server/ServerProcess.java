package dev.larkspur.server;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code larkspur run} as a process of its own, which can be killed. */
final class ServerProcess implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

  private final Process process;
  private final URI url;
  private final Path output;

  private ServerProcess(Process process, URI url, Path output) {
    this.process = process;
    this.url = url;
    this.output = output;
  }

  /** Starts it and waits until it is ready. */
  static ServerProcess start(Map<String, String> environment, Path output, String... options) {
    return ready(launch(Main.class, List.of("run"), environment, output, options));
  }

  /** The same of another program that serves, one of the tests'. */
  static ServerProcess start(
      Class<?> main, Map<String, String> environment, Path output, String... options) {
    return ready(launch(main, List.of(), environment, output, options));
  }

  private static ServerProcess ready(ServerProcess server) {
    Await.until("ready", STARTS_WITHIN, server::isReadyOrGone, ready -> ready);
    if (!server.process.isAlive()) {
      throw new AssertionError("the server did not start: " + server.printed());
    }
    return server;
  }

  /** Starts it and waits until it has ended by itself. */
  static ServerProcess startAndEnd(Map<String, String> environment, Path output) {
    return startAndEnd(List.of("run"), environment, output);
  }

  /** The same with other arguments. */
  static ServerProcess startAndEnd(
      List<String> arguments, Map<String, String> environment, Path output) {
    var server = launch(Main.class, arguments, environment, output);
    try {
      if (!server.process.waitFor(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        server.close();
        throw new AssertionError("the server did not end: " + server.printed());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return server;
  }

  private static ServerProcess launch(
      Class<?> main,
      List<String> arguments,
      Map<String, String> environment,
      Path output,
      String... options) {
    int port = freePort();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(main), main.getName()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith(Variables.PREFIX));
    builder.environment().putAll(environment);
    builder.environment().put("MICRONAUT_SERVER_PORT", String.valueOf(port));
    try {
      return new ServerProcess(builder.start(), URI.create("http://127.0.0.1:" + port), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the product is shipped: without what only tests need, their logging above all. */
  private static String classPath(Class<?> main) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> main != Main.class || !entry.endsWith("test-classes"))
        .collect(joining(File.pathSeparator));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isReadyOrGone() {
    if (!process.isAlive()) {
      return true;
    }
    var request = HttpRequest.newBuilder(url.resolve("/health/readiness")).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  URI url() {
    return url;
  }

  int exitStatus() {
    return process.exitValue();
  }

  String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** An ordinary stop, as by a service manager. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }
}
