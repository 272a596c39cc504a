package dev.larkspur.server;

import static dev.larkspur.server.Play.PATIENCE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.larkspur.sandbox.world.SamplePerson;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Two instances and a real Redis between them and the store. */
class RedisEndToEndTest {
  private static int port;
  private static RedisServer redis;
  private static Play play;

  @BeforeAll
  static void begin() throws IOException {
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    redis = start();
    var settings =
        Map.<String, Object>of(
            "larkspur.redis.uri", "redis://127.0.0.1:" + port, "larkspur.redis.timeout", "2s");
    play = Play.begin(Play.QUICK, 2, settings);
  }

  @AfterAll
  static void end() throws IOException {
    play.close();
    redis.stop();
  }

  private static RedisServer start() throws IOException {
    var server =
        RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    server.start();
    return server;
  }

  /** Somebody whose token the first instance has put into Redis, and the second never read. */
  private static SamplePerson shared() {
    var person = play.somebody();
    play.authorize(play.calls(0), person);
    play.calls(0).token(person.openId()); // from now on it is in use
    LockSupport.parkNanos(Duration.ofMillis(200).toNanos()); // and has been heard of by both
    play.calls(0).token(person.openId());
    return person;
  }

  private static boolean isServedWithoutTheStore(SamplePerson person) {
    try (var connection = play.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table larkspur.grants in access exclusive mode");
      var there = play.calls(1).within(Duration.ofSeconds(2));
      boolean served = there.token(person.openId()).status() == 200;
      connection.rollback();
      return served;
    } catch (UncheckedIOException e) {
      return false;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_one_instance_read_another_finds_in_redis() {
    // somebody else each time: on a slow machine a first one may have been read too early
    Await.until("served", PATIENCE, () -> isServedWithoutTheStore(shared()), served -> served);
  }

  @Test
  void a_token_that_redis_still_has_is_not_served_once_it_was_revoked() {
    Await.until(
        "it is in Redis and revoked",
        PATIENCE,
        () -> {
          var person = shared();
          assertThat(play.calls(1).revoke(person.openId()).status()).isEqualTo(204);
          Await.until(
              "not served",
              PATIENCE,
              () -> play.calls(0).token(person.openId()).status(),
              status -> status == 404);
          assertThat(play.calls(1).token(person.openId()).status()).isEqualTo(404);
          return values().containsKey(key(person)); // it was there all the time
        },
        there -> there);
  }

  @Test
  void redis_never_holds_what_can_be_read() {
    var person =
        Await.until(
            "somebody is there",
            PATIENCE,
            RedisEndToEndTest::shared,
            somebody -> values().containsKey(key(somebody)));
    var token = play.calls(0).token(person.openId()).text("access_token");
    assertThat(values().values()).isNotEmpty().noneMatch(value -> value.contains(token));
  }

  @Test
  void without_redis_all_goes_on_and_with_it_again() throws IOException {
    var person = shared();
    redis.stop();
    try {
      assertThat(play.calls(1).token(person.openId()).status()).isEqualTo(200);
      var other = play.somebody();
      play.authorize(play.calls(0), other);
      assertThat(play.calls(1).token(other.openId()).status()).isEqualTo(200);
    } finally {
      redis = start();
    }
    Await.until("served", PATIENCE, () -> isServedWithoutTheStore(shared()), served -> served);
  }

  private static String key(SamplePerson person) {
    return "larkspur:token:" + play.sandbox().appId() + ":" + person.openId();
  }

  private static Map<String, String> values() {
    try (var client = RedisClient.create("redis://127.0.0.1:" + port);
        var line = client.connect(ByteArrayCodec.INSTANCE)) {
      var all = new HashMap<String, String>();
      for (var key : line.sync().keys("*".getBytes(ISO_8859_1))) {
        all.put(new String(key, ISO_8859_1), new String(line.sync().get(key), ISO_8859_1));
      }
      return all;
    }
  }
}
