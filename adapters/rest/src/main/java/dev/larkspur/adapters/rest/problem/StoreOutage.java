package dev.larkspur.adapters.rest.problem;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot be reached from a mistake of ours: the former passes by itself. */
final class StoreOutage {
  private static final int DEEPEST = 20;

  static boolean isBehind(Throwable failure) {
    return Stream.iterate(failure, f -> f != null, Throwable::getCause)
        .limit(DEEPEST)
        .anyMatch(f -> f instanceof SQLException sql && isOutage(sql));
  }

  private static boolean isOutage(SQLException e) {
    return e instanceof SQLTransientConnectionException
        || e instanceof SQLNonTransientConnectionException
        || e instanceof SQLRecoverableException
        || isOutage(e.getSQLState());
  }

  private static boolean isOutage(@Nullable String state) {
    return state == null // the pool speaks, of a connection that broke: the database names a state
        || state.startsWith("08") // no connection
        || state.startsWith("53") // out of connections, memory or disk
        || state.startsWith("57P") // shutting down or starting
        || state.equals("55P03") // somebody who was stopped holds a lock, for seconds yet
        || state.equals("25P03"); // we were stopped in a transaction, and lost it
  }

  private StoreOutage() {}
}
