package dev.larkspur.adapters.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to Redis, or none: it is sought in the background, and after a failure nobody
 * tries for a moment. No start and no lookup waits for a Redis that is not there.
 */
@Singleton
final class RedisLine {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLine.class);
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final int MOST_WAITING = 1_000; // of a Redis that hangs, the others get none
  private static final Duration TO_CONNECT = Duration.ofSeconds(2);

  private final RedisProperties settings;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicLong restUntil = new AtomicLong(System.nanoTime());
  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicBoolean refusing = new AtomicBoolean();
  private volatile @Nullable RedisClient client;
  private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

  RedisLine(RedisProperties settings) {
    settings.address(); // wrong settings are found at the start
    this.settings = settings;
  }

  /**
   * What to ask now.
   *
   * @return null: nobody, at present
   */
  @Nullable StatefulRedisConnection<String, byte[]> connection() {
    if (System.nanoTime() - restUntil.get() < 0) {
      return null;
    }
    var line = connection;
    if (line == null) {
      connect();
    }
    return line;
  }

  private void connect() {
    if (!begun.compareAndSet(false, true)) {
      return;
    }
    try {
      var _ = client().connectAsync(CODEC, settings.address()).whenComplete(this::connected);
    } catch (RuntimeException e) {
      connected(null, e);
    }
  }

  private void connected(
      @Nullable StatefulRedisConnection<String, byte[]> line, @Nullable Throwable failure) {
    if (failure != null) {
      failed(failure);
      begun.set(false);
    } else {
      connection = line; // it reconnects by itself from now on
      answered();
    }
  }

  private RedisClient client() {
    var made = client;
    if (made == null) { // only whoever begins is here
      made = RedisClient.create();
      made.setOptions(
          ClientOptions.builder()
              .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
              .requestQueueSize(MOST_WAITING)
              .socketOptions(
                  SocketOptions.builder().connectTimeout(TO_CONNECT).keepAlive(true).build())
              .build());
      client = made;
    }
    return made;
  }

  Duration timeout() {
    return settings.timeout();
  }

  void answered() {
    if (failing.compareAndSet(true, false)) {
      LOG.info("Redis answers again");
    }
  }

  /** It did not answer, or refused; only in the first case it is left alone for a moment. */
  void failed(Throwable failure) {
    if (!isRefusal(failure)) {
      restUntil.set(System.nanoTime() + REST.toNanos());
    }
    if (failing.compareAndSet(false, true)) {
      LOG.warn("Redis fails; lookups ask PostgreSQL meanwhile: {}", reason(failure));
    }
  }

  void kept() {
    if (refusing.compareAndSet(true, false)) {
      LOG.info("Redis keeps tokens again");
    }
  }

  /** Told apart from {@link #failed}: one that is full or read-only still answers. */
  void notKept(Throwable failure) {
    if (!isRefusal(failure)) {
      failed(failure);
    } else if (refusing.compareAndSet(false, true)) {
      LOG.warn("Redis answers but keeps nothing: {}", reason(failure));
    }
  }

  /** With what is behind it: that a password is wrong is said there. None of it quotes one. */
  private static String reason(Throwable failure) {
    var deepest = failure;
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      deepest = cause;
    }
    return failure.getCause() == null ? failure.toString() : failure + ", because of " + deepest;
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof RedisCommandExecutionException
        || failure.getCause() instanceof RedisCommandExecutionException;
  }

  @PreDestroy
  void close() {
    var made = client;
    if (made != null) {
      made.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }
}
