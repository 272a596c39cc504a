package dev.larkspur.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Follows a rotation of the data key in the database itself: to ask the server would have it count
 * every ciphertext again and again.
 */
final class RotationWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Connection database;
  private volatile String state = "";

  RotationWatch(Connection database) {
    this.database = database;
  }

  /** As it was last seen. */
  String state() {
    return state;
  }

  /** How long it was in {@code REENCRYPTING}. Returns when it is over. */
  Duration follow() throws SQLException, InterruptedException {
    long begun = System.nanoTime();
    long reencrypting = 0;
    long over = 0;
    while (!state.equals("DONE")) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IllegalStateException("The rotation is " + state + " after " + PATIENCE);
      }
      var now = text("select state from larkspur.key_rotation order by id desc limit 1");
      if (!now.equals(state)) {
        Progress.say("the rotation is " + now);
        reencrypting = now.equals("REENCRYPTING") ? System.nanoTime() : reencrypting;
        over = now.equals("RETIRING") ? System.nanoTime() : over;
        state = now;
      }
      Thread.sleep(PAUSE);
    }
    return Duration.ofNanos(over - reencrypting);
  }

  long rows() throws SQLException {
    return Long.parseLong(text("select sum(done) from larkspur.key_rotation_table"));
  }

  long broken() throws SQLException {
    return Long.parseLong(text("select sum(broken) from larkspur.key_rotation_table"));
  }

  private String text(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
