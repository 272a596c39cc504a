package dev.larkspur.benchmarks.chaos;

import dev.larkspur.embedded.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** A real PostgreSQL, which comes back with its data at the same address. */
final class Database implements AutoCloseable {
  private final Path home;
  private EmbeddedPostgres postgres;
  private boolean closed;

  private Database(Path home, EmbeddedPostgres postgres) {
    this.home = home;
    this.postgres = postgres;
  }

  static Database start(Path home) {
    return new Database(home, EmbeddedPostgres.start(home));
  }

  synchronized EmbeddedPostgres postgres() {
    return postgres;
  }

  /**
   * @param crash kill -9 instead of an orderly stop
   */
  synchronized void restart(boolean crash, Duration away) throws InterruptedException {
    if (closed) {
      return;
    }
    var address = postgres.jdbcUrl();
    if (crash) {
      postgres.kill();
    } else {
      postgres.close();
    }
    Thread.sleep(away);
    postgres = EmbeddedPostgres.start(home);
    if (!postgres.jdbcUrl().equals(address)) {
      throw new IllegalStateException("somebody took PostgreSQL's port meanwhile");
    }
  }

  Connection connect() throws SQLException {
    var now = postgres();
    return DriverManager.getConnection(now.jdbcUrl(), now.user(), now.password());
  }

  @Override
  public synchronized void close() {
    closed = true;
    postgres.close();
  }
}
