package dev.larkspur.adapters.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis, and a look into it. */
final class RunningRedis implements AutoCloseable {
  private final int port;
  private final RedisServer server;

  private RunningRedis(int port, RedisServer server) {
    this.port = port;
    this.server = server;
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RunningRedis start(int port) throws IOException {
    return start(port, "tcp-keepalive 300");
  }

  /**
   * @param more a line of its settings
   */
  static RunningRedis start(int port, String more) throws IOException {
    var server =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .setting(more)
            .build();
    server.start();
    return new RunningRedis(port, server);
  }

  static String uri(int port) {
    return "redis://127.0.0.1:" + port;
  }

  String uri() {
    return uri(port);
  }

  /** Speaks to it without the code that is tested. */
  interface Look<T> {
    T at(RedisCommands<String, byte[]> redis);
  }

  <T> T look(Look<T> look) {
    var codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    try (var client = RedisClient.create(RedisURI.create(uri()));
        var line = client.connect(codec)) {
      return look.at(line.sync());
    }
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
