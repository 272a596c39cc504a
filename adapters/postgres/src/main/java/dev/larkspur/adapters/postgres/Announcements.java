package dev.larkspur.adapters.postgres;

import dev.larkspur.application.memory.Hearing;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import io.micronaut.context.annotation.Context;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears, on a connection of its own, what transactions of all instances announce when they are
 * committed ({@code V11}).
 *
 * <p>A line that is dead without a word would let us believe that nothing happens. So several times
 * a second a question goes over it: what was announced before the question is here before the
 * answer.
 */
@Context
final class Announcements {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
  private static final Duration TICK = Duration.ofMillis(200);

  /** To hear of many at once: waking for each costs more than the refresh that it tells of. */
  private static final Duration GATHERING = Duration.ofMillis(25);

  private static final Duration PATIENCE =
      Duration.ofMillis(700); // with a tick within Hearing.MOST
  private static final Duration BREAK = Duration.ofMillis(300);

  private final DataSource database;
  private final Hearing hearing;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing; // only the thread's own

  Announcements(@Named(Migrations.DATASOURCE) DataSource database, Hearing hearing) {
    this.database = DelegatingDataSource.unwrapDataSource(database);
    this.hearing = hearing;
    // the platform's, not virtual: others' work must not keep it from hearing
    this.thread = Thread.ofPlatform().daemon().name("larkspur-announcements").start(this::keepOn);
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

  private void listen() throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
      try (var statement = connection.createStatement()) {
        hear(connection, statement);
      } finally {
        endQuietly(connection);
      }
    }
  }

  private void hear(Connection connection, Statement statement) throws SQLException {
    var line = connection.unwrap(PGConnection.class);
    long began = System.nanoTime();
    statement.execute("listen larkspur");
    hearing.begin(began);
    if (failing) {
      LOG.info("Changes by other instances are heard again");
      failing = false;
    }
    long asked = began;
    while (isWanted()) {
      LockSupport.parkNanos(GATHERING.toNanos());
      heard(line.getNotifications());
      if (System.nanoTime() - asked >= TICK.toNanos()) {
        asked = System.nanoTime();
        statement.execute("select 1");
        heard(line.getNotifications());
        hearing.upTo(asked);
      }
    }
  }

  /** So that the next who gets the connection is told nothing. */
  private static void endQuietly(Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute("unlisten *");
    } catch (SQLException e) {
      LOG.debug("The line is gone", e);
    }
  }

  private void heard(PGNotification @Nullable [] notifications) {
    if (notifications != null) {
      for (var notification : notifications) {
        heard(notification.getParameter());
      }
    }
  }

  private void heard(String announcement) {
    var words = announcement.split(" ", -1);
    if (words.length == 3 && words[0].equals("grant")) {
      hearing.grantChanged(new Person(new AppId(words[1]), new OpenId(words[2])));
    } else if (announcement.equals("keys")) {
      hearing.keysChanged();
    } else {
      LOG.debug("Not for this version: {}", words[0]);
    }
  }

  private boolean isWanted() {
    return stopping.getCount() > 0;
  }
}
