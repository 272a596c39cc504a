package dev.larkspur.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.larkspur.application.Cast;
import dev.larkspur.application.access.KeyHash;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.access.Caller;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** When the fault is ours or the world's. */
class FailureTest {
  private static final String TOKEN = RestServer.path(Cast.ANN) + "/token";

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  @BeforeEach
  void listen() {
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(log);
  }

  static final class KeysThatAreOut implements CallerKeys {
    @Override
    public void add(Caller caller, KeyHash hash, UUID by) {
      throw out();
    }

    @Override
    public Optional<Caller> find(KeyHash hash) {
      throw out();
    }

    @Override
    public List<Caller> list() {
      throw out();
    }

    @Override
    public Optional<Caller> rotate(
        UUID id, KeyHash hash, Instant now, @Nullable Instant oldUntil, UUID by) {
      throw out();
    }

    @Override
    public boolean remove(UUID id, UUID by) {
      throw out();
    }

    private static IllegalStateException out() {
      return new IllegalStateException("keys", new SQLTransientConnectionException("no pool"));
    }
  }

  private Stream<ILoggingEvent> logged() {
    synchronized (log) { // as the appender does
      return List.copyOf(log.list).stream();
    }
  }

  private static Grants failing(RuntimeException failure) {
    return new Broken(failure);
  }

  @Test
  void a_failure_tells_an_id_and_nothing_else_and_is_logged_once_under_it() {
    var failure = new IllegalStateException("the inner secret");
    try (var server = RestServer.with(failing(failure))) {
      var answer = server.get(TOKEN, server.key()).isProblem(500, "internal_error");
      var id = answer.header("X-Request-Id");
      assertThat(id).hasSize(36);
      assertThat(answer.text()).contains(id).doesNotContain("inner secret", "IllegalState");
      var logged = logged().filter(e -> e.getLevel().isGreaterOrEqual(Level.WARN)).toList();
      assertThat(logged).hasSize(1);
      assertThat(logged.getFirst().getFormattedMessage()).contains(id).contains("GET " + TOKEN);
      assertThat(logged.getFirst().getThrowableProxy().getMessage()).isEqualTo("the inner secret");
    }
  }

  static Stream<SQLException> outages() {
    return Stream.of(
        new SQLTransientConnectionException("pool is empty"),
        new SQLException("connection lost", "08006"),
        new SQLException("too many connections", "53300"),
        new SQLException("shutting down", "57P01"),
        new SQLException("canceling statement due to lock timeout", "55P03"),
        new SQLException("idle-in-transaction timeout", "25P03"),
        new SQLException("Connection is closed")); // the pool, of one that broke under a call
  }

  @ParameterizedTest
  @MethodSource("outages")
  void a_store_that_is_out_is_said_to_be_so_for_it_passes(SQLException outage) {
    var failure = new IllegalStateException("reading a grant", new RuntimeException(outage));
    try (var server = RestServer.with(failing(failure))) {
      var answer = server.get(TOKEN, server.key()).isProblem(503, "store_unavailable");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(answer.header("X-Request-Id")).hasSize(36);
    }
  }

  @Test
  void a_mistake_in_a_statement_is_no_outage() {
    var failure = new IllegalStateException("reading", new SQLException("syntax error", "42601"));
    try (var server = RestServer.with(failing(failure))) {
      server.get(TOKEN, server.key()).isProblem(500, "internal_error");
    }
  }

  @Test
  void a_key_that_cannot_be_looked_up_is_not_taken_for_a_wrong_one() {
    try (var server = RestServer.with(new KeysThatAreOut())) {
      server.get(TOKEN, "lk_any").isProblem(503, "store_unavailable");
      server.get("/v1/nothing", "lk_any").isProblem(503, "store_unavailable");
      server.get(TOKEN, RestServer.ADMIN_KEY).isProblem(404, "authorization_required");
    }
  }

  @Test
  void no_key_and_no_token_is_ever_logged() {
    root.setLevel(Level.TRACE);
    try (var server = new RestServer()) {
      var key = server.key();
      var pair = server.granted(Cast.ANN);
      assertThat(server.get(TOKEN, key).status()).isEqualTo(200);
      var made =
          server.post(
              "/admin/v1/keys",
              RestServer.ADMIN_KEY,
              "{\"name\":\"n\",\"apps\":\"*\",\"operations\":[\"tokens:read\"]}");
      server.get(TOKEN, "lk_a-wrong-key-of-a-caller");
      var all =
          logged()
              .map(e -> e.getFormattedMessage() + e.getThrowableProxy())
              .filter(m -> !m.contains("HttpRequestImpl"))
              .toList();
      assertThat(all).isNotEmpty();
      for (var secret :
          new String[] {
            key,
            RestServer.ADMIN_KEY,
            (String) made.get("key"),
            pair.access().reveal(),
            "lk_a-wrong-key-of-a-caller"
          }) {
        assertThat(all).noneMatch(m -> m.contains(secret));
      }
    } finally {
      root.setLevel(Level.INFO);
    }
  }
}
