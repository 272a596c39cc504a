package dev.larkspur.adapters.postgres;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.data.exceptions.OptimisticLockException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.postgresql.util.PSQLException;

/** Runs a transaction that gives way to whoever changed the same session first. */
@Singleton
final class Races {
  private static final String ONE_OPEN = "auth_session_one_open";

  private final TransactionOperations<Connection> transactions;

  Races(@Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  /** Whether {@code change} was stored; if not, nothing of it was. */
  boolean won(Runnable change) {
    try {
      transactions.executeWrite(
          _ -> {
            change.run();
            return true;
          });
      return true;
    } catch (OptimisticLockException e) {
      return false;
    } catch (DataAccessException e) {
      if (isSecondOpen(e)) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isSecondOpen(DataAccessException e) {
    return e.getCause() instanceof PSQLException cause
        && cause.getServerErrorMessage() != null
        && ONE_OPEN.equals(cause.getServerErrorMessage().getConstraint());
  }
}
