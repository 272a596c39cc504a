package dev.larkspur.adapters.postgres;

import dev.larkspur.application.memory.Hearing;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import io.micronaut.context.annotation.Context;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells {@link Hearing} of what transactions of all instances changed: asks for it a few times a
 * second, on a connection of its own.
 *
 * <p>Nothing is missed, however late a transaction commits: each question is for what the one
 * before could not see, which are the transactions that were open then and those begun since. And
 * each answer proves that all is heard that was committed before the question.
 */
@Context
final class ChangeFeed {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration PATIENCE =
      Duration.ofMillis(700); // with a tick within Hearing.MOST
  private static final Duration BREAK = Duration.ofMillis(300);
  private static final Duration WORTH = Duration.ofMinutes(1); // more than Hearing.MOST by far

  private static final String NEW =
      """
      select pg_current_snapshot()::text, array(
        select subject from larkspur.change where transaction >= ?::xid8
        union
        select subject from larkspur.change where transaction = any(?::xid8[])
        order by 1)"""; // grants first: who waits for a session looks up its token then

  private static final String OLD =
      """
      delete from larkspur.change where ctid = any(array(
        select ctid from larkspur.change
        where transaction < ?::xid8 and not transaction = any(?::xid8[]) for update skip locked))""";

  private final DataSource database;
  private final Hearing hearing;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing; // only the thread's own

  ChangeFeed(@Named(Migrations.DATASOURCE) DataSource database, Hearing hearing) {
    this.database = DelegatingDataSource.unwrapDataSource(database);
    this.hearing = hearing;
    // the platform's, not virtual: others' work must not keep it from hearing
    this.thread = Thread.ofPlatform().daemon().name("larkspur-changes").start(this::keepOn);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    stopping.countDown();
    thread.join(TICK.plus(PATIENCE));
    hearing.end();
  }

  private void keepOn() {
    try {
      while (isWanted()) {
        try {
          listen();
        } catch (SQLException | RuntimeException | Error e) {
          tell(e);
        } finally {
          hearing.end();
        }
        if (stopping.await(BREAK.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Throwable failure) {
    if (!failing && isWanted()) {
      LOG.warn(
          "Changes by other instances are not heard; lookups ask the store meanwhile", failure);
      failing = true;
    }
  }

  private void listen() throws SQLException, InterruptedException {
    try (var connection = database.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
      execute(connection, "set enable_seqscan = off"); // the planner knows only what was long ago
      try (var question = connection.prepareStatement(NEW)) {
        hear(connection, question);
      } finally {
        endQuietly(connection);
      }
    }
  }

  private void hear(Connection connection, PreparedStatement question)
      throws SQLException, InterruptedException {
    long began = System.nanoTime();
    var seen = current(connection);
    hearing.begin(began);
    if (failing) {
      LOG.info("Changes by other instances are heard again");
      failing = false;
    }
    var old = seen;
    long oldSince = began;
    while (!stopping.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
      long asked = System.nanoTime();
      seen = heard(question, seen);
      hearing.upTo(asked);
      if (asked - oldSince >= WORTH.toNanos()) {
        forget(connection, old);
        old = seen;
        oldSince = asked;
      }
    }
  }

  private static Snapshot current(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery("select pg_current_snapshot()::text")) {
      answer.next();
      return Snapshot.parse(answer.getString(1));
    }
  }

  /**
   * @return what is seen now
   */
  private Snapshot heard(PreparedStatement question, Snapshot seen) throws SQLException {
    question.setString(1, Long.toString(seen.next()));
    question.setString(2, seen.openOnes());
    try (var answer = question.executeQuery()) {
      answer.next();
      var now = Snapshot.parse(answer.getString(1));
      if (now.isBefore(seen)) {
        throw new SQLException("The database has lost transactions");
      }
      for (var subject : (Object[]) answer.getArray(2).getArray()) {
        heard((String) subject);
      }
      return now;
    }
  }

  private void heard(String subject) {
    var words = subject.split(" ", -1);
    if (words[0].equals("grant") && words.length == 3) {
      hearing.grantChanged(new Person(new AppId(words[1]), new OpenId(words[2])));
    } else if (words[0].equals("session") && words.length == 2) {
      hearing.sessionChanged(AuthSessionId.parse(words[1]));
    } else if (subject.equals("keys")) {
      hearing.keysChanged();
    } else {
      LOG.debug("Not for this version: {}", words[0]);
    }
  }

  /** Those that everybody could see a while ago. All instances do it, which harms nobody. */
  private static void forget(Connection connection, Snapshot old) throws SQLException {
    try (var statement = connection.prepareStatement(OLD)) {
      statement.setString(1, Long.toString(old.next()));
      statement.setString(2, old.openOnes());
      statement.executeUpdate();
    }
  }

  /** So that the next who gets the connection finds it as it was. */
  private static void endQuietly(Connection connection) {
    try {
      execute(connection, "reset enable_seqscan");
    } catch (SQLException e) {
      LOG.debug("The line is gone", e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private boolean isWanted() {
    return stopping.getCount() > 0;
  }
}
