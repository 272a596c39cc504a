package dev.larkspur.adapters.postgres;

import dev.larkspur.application.memory.Hearing;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads what callers are answered by, which must not be older when it comes than what is
 * remembered. The database may have answered long ago, and the line have held the answer back, or
 * we have stood still: what was revoked meanwhile would be lent. So an answer that took too long is
 * asked for again.
 */
@Singleton
final class PromptReads {
  private static final int TRIES = 3;

  private final ConnectionOperations<Connection> connections;
  private final LongSupplier nanoTime;

  @Inject
  PromptReads(@Named(Migrations.DATASOURCE) ConnectionOperations<Connection> connections) {
    this(connections, System::nanoTime);
  }

  PromptReads(ConnectionOperations<Connection> connections, LongSupplier nanoTime) {
    this.connections = connections;
    this.nanoTime = nanoTime;
  }

  /**
   * @param statement is run on one connection, and not in a transaction: its snapshot is its own
   * @return what was so less than {@link Hearing#MOST} ago
   * @throws DataAccessException also if the database is too slow to tell
   */
  <T> T read(Supplier<T> statement) {
    for (int left = TRIES; left > 0; left--) {
      var answer = connections.execute(ConnectionDefinition.DEFAULT, _ -> timed(statement));
      if (answer.nanos < Hearing.MOST.toNanos()) {
        return answer.value;
      }
    }
    throw new DataAccessException(
        "The database answered too late, " + TRIES + " times",
        new SQLTransientConnectionException(
            "What it said may have been older than " + Hearing.MOST.toMillis() + " ms"));
  }

  private record Answer<T>(T value, long nanos) {}

  /** The wait for a connection is over: it makes nothing older. */
  private <T> Answer<T> timed(Supplier<T> statement) {
    long asked = nanoTime.getAsLong();
    var value = statement.get();
    return new Answer<>(value, nanoTime.getAsLong() - asked);
  }
}
