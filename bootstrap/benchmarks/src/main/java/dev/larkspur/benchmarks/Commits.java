package dev.larkspur.benchmarks;

import dev.larkspur.embedded.postgres.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** When grants were changed: the moment of the commit, as the database knows it. */
final class Commits implements AutoCloseable {
  private static final String LAST =
      """
      select pg_xact_commit_timestamp(transaction::xid) from larkspur.change
      where subject = ? order by transaction desc limit 1""";

  private final Connection database;
  private final String appId;

  private Commits(Connection database, String appId) {
    this.database = database;
    this.appId = appId;
  }

  /** A database with its home there will remember such moments from its next start on. */
  static void areRememberedIn(Path home) throws SQLException {
    try (var database = EmbeddedPostgres.start(home)) {
      Sql.of(database).execute("alter system set track_commit_timestamp = on");
    }
  }

  static Commits of(World world) throws SQLException {
    return new Commits(world.sql().connect(), world.sandbox().appId());
  }

  /** To be asked within a minute: later it may be forgotten. */
  synchronized Instant ofLastChange(String openId) throws SQLException {
    try (var question = database.prepareStatement(LAST)) {
      question.setString(1, "grant " + appId + " " + openId);
      try (var found = question.executeQuery()) {
        if (!found.next()) {
          throw new IllegalStateException("Nothing is known of a change of " + openId);
        }
        return found.getObject(1, OffsetDateTime.class).toInstant();
      }
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
