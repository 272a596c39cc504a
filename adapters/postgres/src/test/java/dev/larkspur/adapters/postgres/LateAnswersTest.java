package dev.larkspur.adapters.postgres;

import static dev.larkspur.application.Cast.ANN;
import static dev.larkspur.application.Cast.CALLER;
import static dev.larkspur.application.Cast.NOON;
import static dev.larkspur.application.access.port.CallerKeysContract.batch;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.larkspur.application.Consented;
import dev.larkspur.application.MutableClock;
import dev.larkspur.application.access.KeyHash;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.domain.token.Grant.Revoked;
import dev.larkspur.domain.token.GrantCommand.Revoke;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database has answered long ago is not what is so. */
class LateAnswersTest {
  private static final Database DATABASE = Database.fresh("late_answers");
  private static final Database BY_A_BAD_LINE =
      new Database(DATABASE.url() + "?" + HeldAnswers.SETTING);
  private static final Instance HELD = Instance.on(BY_A_BAD_LINE, new MutableClock(NOON));
  private static final Instance OTHER = Instance.on(DATABASE, new MutableClock(NOON));

  @BeforeEach
  void clear() {
    DATABASE.clear();
  }

  @AfterEach
  void release() {
    HeldAnswers.release();
  }

  @AfterAll
  static void close() {
    HELD.close();
    OTHER.close();
  }

  /** What is read while {@code change} is made, after the database has answered. */
  private static <T> T heldUpWhile(Runnable change, Supplier<T> read) throws Exception {
    var _ = read.get(); // a connection that was used just now is not tried out before it is used
    HeldAnswers.hold();
    try (var threads = Executors.newSingleThreadExecutor()) {
      var reading = threads.submit(read::get);
      HeldAnswers.awaitOne();
      change.run();
      Thread.sleep(Hearing.MOST);
      HeldAnswers.release();
      return reading.get(10, SECONDS);
    }
  }

  private static void revoke() {
    Consented.tell(OTHER.stores().grants(), ANN, new Revoke(), NOON);
  }

  @Test
  void A6_a_grant_that_was_revoked_while_the_answer_was_held_back_is_not_lent() throws Exception {
    Consented.now(ANN, OTHER.stores(), NOON);
    var read = heldUpWhile(LateAnswersTest::revoke, () -> HELD.stores().grants().find(ANN));
    assertThat(read).get().isInstanceOf(Revoked.class);
  }

  @Test
  void A6_a_key_that_was_removed_while_the_answer_was_held_back_is_not_let_in() throws Exception {
    var hash = KeyHash.of("lk_reports");
    var caller = batch(null);
    OTHER.stores().keys().add(caller, hash, CALLER);
    var read =
        heldUpWhile(
            () -> OTHER.stores().keys().remove(caller.id(), CALLER),
            () -> HELD.stores().keys().find(hash));
    assertThat(read).isEmpty();
  }

  /** By a clock that says what the test wants. */
  private static PromptReads reads(AtomicLong nanos) {
    @SuppressWarnings("unchecked")
    ConnectionOperations<Connection> connections =
        HELD.context()
            .getBean(ConnectionOperations.class, Qualifiers.byName(Migrations.DATASOURCE));
    return new PromptReads(connections, nanos::get);
  }

  @Test
  void a_database_that_is_always_late_is_as_good_as_none() {
    var nanos = new AtomicLong();
    var asked = new AtomicInteger();
    assertThatThrownBy(
            () ->
                reads(nanos)
                    .read(
                        () -> {
                          nanos.addAndGet(Hearing.MOST.toNanos());
                          return asked.incrementAndGet();
                        }))
        .isInstanceOf(DataAccessException.class)
        .hasCauseInstanceOf(SQLTransientConnectionException.class);
    assertThat(asked).hasValue(3);
  }

  @Test
  void the_wait_for_a_connection_makes_nothing_old() throws Exception {
    var nanos = new AtomicLong();
    var asked = new AtomicInteger();
    int more = 12; // than there are in the pool
    var back = new CountDownLatch(1);
    try (var threads = Executors.newCachedThreadPool()) {
      for (int i = 0; i < more; i++) {
        threads.execute(() -> keep(back));
      }
      await(() -> pool().getThreadsAwaitingConnection() > 1);
      var answer = new CompletableFuture<Integer>();
      var reader =
          Thread.ofPlatform()
              .start(() -> answer.complete(reads(nanos).read(asked::incrementAndGet)));
      await(() -> reader.getState() == Thread.State.TIMED_WAITING || answer.isDone());
      nanos.addAndGet(Hearing.MOST.toNanos());
      back.countDown();
      assertThat(answer.get(10, SECONDS)).isEqualTo(1);
    }
  }

  /** Occupies a connection. */
  private static void keep(CountDownLatch back) {
    var _ =
        reads(new AtomicLong())
            .read(
                () -> {
                  try {
                    return back.await(10, SECONDS);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
  }

  private static HikariPoolMXBean pool() {
    var bean = HELD.context().getBean(DataSource.class, Qualifiers.byName(Migrations.DATASOURCE));
    var pool = (HikariDataSource) DelegatingDataSource.unwrapDataSource(bean);
    return pool.getHikariPoolMXBean();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int tries = 0; tries < 1_000 && !condition.getAsBoolean(); tries++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
