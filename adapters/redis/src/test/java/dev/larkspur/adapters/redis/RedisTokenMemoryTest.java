package dev.larkspur.adapters.redis;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.BO;
import static dev.larkspur.application.token.port.TokenMemoryContract.shared;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.larkspur.application.keys.port.InMemorySealing;
import dev.larkspur.application.keys.port.Sealing;
import dev.larkspur.application.token.port.TokenMemory;
import dev.larkspur.application.token.port.TokenMemory.Shared;
import dev.larkspur.application.token.port.TokenMemoryContract;
import dev.larkspur.domain.identity.Person;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RedisTokenMemoryTest implements TokenMemoryContract {
  private static final Map<String, Object> PATIENT = Map.of("larkspur.redis.timeout", "5s");
  private static final String ANNS = "larkspur:token:" + ANN.app() + ":" + ANN.openId();
  private static final String BOS = "larkspur:token:" + BO.app() + ":" + BO.openId();
  private static RunningRedis redis;

  private final Sealing sealing = new InMemorySealing();
  private final List<ApplicationContext> instances = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    redis = RunningRedis.start(RunningRedis.freePort());
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
  }

  @AfterEach
  void closeInstances() {
    instances.forEach(ApplicationContext::close);
  }

  private TokenMemory instance(String uri, Map<String, Object> more) {
    var settings = new HashMap<String, Object>(more);
    settings.put("larkspur.enabled", true);
    settings.put("larkspur.redis.uri", uri);
    var context = ApplicationContext.builder().properties(settings).singletons(sealing).start();
    instances.add(context);
    return context.getBean(TokenMemory.class);
  }

  @Override
  public TokenMemory empty() {
    redis.look(at -> at.flushall());
    return instance(redis.uri(), PATIENT);
  }

  /** Kept again until it is there: before it is connected a memory keeps nothing. */
  @Override
  public Shared awaitKept(TokenMemory memory, Person person) throws InterruptedException {
    for (int tries = 0; tries < 500; tries++) {
      var found = memory.find(person);
      if (found.isPresent()) {
        return found.get();
      }
      memory.keep(shared(person, "u-" + "t".repeat(1500), 7));
      Thread.sleep(10);
    }
    throw new AssertionError("Nothing is kept");
  }

  private TokenMemory connected(String uri) throws InterruptedException {
    var memory = instance(uri, PATIENT);
    awaitKept(memory, ANN);
    return memory;
  }

  @Test
  void what_one_instance_keeps_another_finds() throws Exception {
    var one = connected(redis.uri());
    var other = connected(redis.uri());
    awaitKept(one, BO);
    assertThat(other.find(BO)).contains(shared(BO, "u-" + "t".repeat(1500), 7));
  }

  @Test
  void redis_holds_no_token_that_can_be_read_and_none_for_more_than_a_minute() throws Exception {
    var memory = connected(redis.uri());
    memory.keep(shared(ANN, "u-secret-of-ann", 7));
    awaitKept(memory, ANN);
    var kept = redis.look(at -> at.get(ANNS));
    assertThat(new String(kept, ISO_8859_1)).doesNotContain("u-secret", "docx", "tttt");
    long left = redis.look(at -> at.ttl(ANNS));
    assertThat(left).isBetween(1L, 60L);
    List<String> keys = redis.look(at -> at.keys("*"));
    assertThat(keys).isNotEmpty().allMatch(key -> key.startsWith("larkspur:token:"));
  }

  @Test
  void another_persons_value_is_not_taken_for_ones_own() throws Exception {
    var memory = connected(redis.uri());
    redis.look(at -> at.set(BOS, at.get(ANNS)));
    assertThat(memory.find(BO)).isEmpty();
  }

  @Test
  void rubbish_is_nothing_and_is_replaced() throws Exception {
    var memory = connected(redis.uri());
    for (var rubbish : List.of(new byte[0], new byte[] {1}, new byte[4096])) {
      redis.look(at -> at.set(ANNS, rubbish));
      assertThat(memory.find(ANN)).isEmpty();
    }
    redis.look(
        at -> {
          at.del(ANNS);
          return at.lpush(ANNS, new byte[] {1}); // no value at all
        });
    assertThat(memory.find(ANN)).isEmpty();
    assertThat(awaitKept(memory, ANN)).isNotNull();
  }

  @Test
  void what_another_version_wrote_is_nothing() throws Exception {
    var memory = connected(redis.uri());
    var place = "redis.token/" + ANN.app() + "/" + ANN.openId();
    redis.look(at -> at.set(ANNS, sealing.seal(new byte[] {2, 1, 1}, place)));
    assertThat(memory.find(ANN)).isEmpty();
  }

  @Test
  void without_redis_there_is_nothing_and_nobody_waits_and_when_it_comes_it_is_used()
      throws Exception {
    int port = RunningRedis.freePort();
    var memory = instance(RunningRedis.uri(port), PATIENT);
    assertThat(memory.find(ANN)).isEmpty();
    memory.keep(shared(ANN, "u-ann", 7));
    try (var _ = RunningRedis.start(port)) {
      assertThat(awaitKept(memory, ANN)).isNotNull();
    }
    assertThat(memory.find(ANN)).isEmpty(); // it is gone again
    memory.keep(shared(ANN, "u-ann", 7));
    try (var _ = RunningRedis.start(port)) {
      assertThat(awaitKept(memory, ANN)).isNotNull();
    }
  }

  @Test
  void a_redis_that_does_not_answer_is_left_alone_for_a_moment() throws Exception {
    try (var slow = RunningRedis.start(RunningRedis.freePort())) {
      var memory = instance(slow.uri(), Map.of("larkspur.redis.timeout", "200ms"));
      awaitKept(memory, ANN);
      slow.look(at -> at.clientPause(Duration.ofSeconds(30).toMillis()));
      assertThat(memory.find(ANN)).isEmpty(); // after 200 ms
      long before = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        assertThat(memory.find(ANN)).isEmpty();
      }
      // a thousand waits would be 200 s; one more is possible, should this take over a second
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }
  }

  /** What is logged meanwhile. */
  private static ListAppender<ILoggingEvent> listen() {
    var heard = new ListAppender<ILoggingEvent>();
    heard.list = new CopyOnWriteArrayList<>();
    heard.start();
    ((Logger) LoggerFactory.getLogger(RedisLine.class)).addAppender(heard);
    return heard;
  }

  private static long warnings(ListAppender<ILoggingEvent> heard, String with) {
    return heard.list.stream()
        .filter(line -> line.getLevel() == Level.WARN)
        .filter(line -> line.getFormattedMessage().contains(with))
        .count();
  }

  @Test
  void a_redis_that_is_full_is_told_of_once() throws Exception {
    try (var full = RunningRedis.start(RunningRedis.freePort())) {
      var memory = connected(full.uri());
      full.look(at -> at.configSet("maxmemory", "1"));
      var heard = listen();
      for (int i = 0; i < 50; i++) {
        memory.keep(shared(BO, "u-bo", 7));
        assertThat(memory.find(ANN)).isPresent();
      }
      assertThat(warnings(heard, "OOM")).isOne();
    }
  }

  @Test
  void a_wrong_password_is_told_once_and_not_shown() throws Exception {
    int port = RunningRedis.freePort();
    try (var _ = RunningRedis.start(port, "requirepass right")) {
      var memory = instance("redis://:verysecret@127.0.0.1:" + port, PATIENT);
      var heard = listen();
      for (int i = 0; i < 300 && warnings(heard, "WRONGPASS") == 0; i++) {
        assertThat(memory.find(ANN)).isEmpty();
        Thread.sleep(10);
      }
      assertThat(warnings(heard, "WRONGPASS")).isOne();
      assertThat(heard.list).noneMatch(l -> l.getFormattedMessage().contains("verysecret"));
    }
  }

  @Test
  void a_wrong_address_is_told_at_the_start_without_its_password() {
    assertThatThrownBy(() -> instance("http://:verysecret@host", Map.of()))
        .hasRootCauseInstanceOf(ConfigurationException.class)
        .hasStackTraceContaining("LARKSPUR_REDIS_URI")
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("verysecret"));
    assertThatThrownBy(() -> instance(redis.uri(), Map.of("larkspur.redis.timeout", "1h")))
        .hasStackTraceContaining("larkspur.redis.timeout must be between");
    assertThat(new RedisProperties("redis://:verysecret@host", Duration.ofMillis(100)).toString())
        .doesNotContain("verysecret");
  }

  private static String stackTrace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
