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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
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

  /** A transaction that never comes. */
  private static final String NOTHING_YET = Long.toString(Long.MAX_VALUE);

  private static final String NEW =
      """
      select pg_current_snapshot()::text, clock_timestamp(), pg_is_in_recovery(), array(
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
    question.setString(1, NOTHING_YET);
    question.setString(2, "{}");
    var last = answer(question);
    var history = DatabaseHistory.of(connection);
    hearing.begin(began, last.seen.in(history));
    if (failing) {
      LOG.info("Changes by other instances are heard again");
      failing = false;
    }
    var old = last.seen;
    long oldSince = began;
    while (!stopping.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
      long asked = System.nanoTime();
      last = heard(question, last);
      hearing.upTo(asked, last.seen.in(history));
      if (asked - oldSince >= WORTH.toNanos()) {
        forget(connection, old);
        old = last.seen;
        oldSince = asked;
      }
    }
  }

  /**
   * What the database said.
   *
   * @param at by its clock, which goes on while a machine of ours stands still
   */
  private record Answer(Snapshot seen, Instant at, List<String> subjects) {}

  private static Answer answer(PreparedStatement question) throws SQLException {
    try (var answer = question.executeQuery()) {
      answer.next();
      if (answer.getBoolean(3)) {
        throw new SQLException("This is a standby, which hears late");
      }
      return new Answer(
          Snapshot.parse(answer.getString(1)),
          answer.getObject(2, OffsetDateTime.class).toInstant(),
          List.of((String[]) answer.getArray(4).getArray()));
    }
  }

  /**
   * @return what was heard up to
   * @throws SQLException also if something may have been missed: we begin anew then
   */
  private Answer heard(PreparedStatement question, Answer last) throws SQLException {
    question.setString(1, Long.toString(last.seen.next()));
    question.setString(2, last.seen.openOnes());
    var now = answer(question);
    if (now.seen.isBefore(last.seen)) {
      throw new SQLException("The database has lost transactions");
    }
    if (Duration.between(last.at, now.at).compareTo(Hearing.MOST) > 0) {
      throw new SQLException("Nothing was asked for too long");
    }
    now.subjects.forEach(this::heard);
    return now;
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
