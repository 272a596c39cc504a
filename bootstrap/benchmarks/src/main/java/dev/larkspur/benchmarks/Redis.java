package dev.larkspur.benchmarks;

import java.io.IOException;
import java.util.Optional;
import redis.embedded.RedisServer;

/** A real Redis, which writes nothing to the disk. */
final class Redis implements AutoCloseable {
  private final RedisServer server;
  private final int port;

  private Redis(RedisServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Empty, and it says so, if there is none for this system. */
  static Optional<Redis> start(Stage stage) {
    try {
      int port = ServerProcess.freePort();
      var server =
          RedisServer.newRedisServer()
              .port(port)
              .bind("127.0.0.1")
              .setting("save \"\"")
              .setting("appendonly no")
              .build();
      server.start();
      return Optional.of(stage.add(new Redis(server, port)));
    } catch (IOException | RuntimeException e) {
      Progress.say("NO REDIS can be started here, so nothing is measured with one: " + e);
      return Optional.empty();
    }
  }

  int port() {
    return port;
  }

  String uri() {
    return uri(port);
  }

  /** Of one that is reached by this port, such as that of a relay. */
  static String uri(int port) {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
