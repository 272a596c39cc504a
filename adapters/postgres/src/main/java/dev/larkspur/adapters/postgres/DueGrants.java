package dev.larkspur.adapters.postgres;

import dev.larkspur.application.token.port.Grants.Due;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.GrantDecision;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves grants that are due, many in one stroke; one that cannot be moved holds up no others. */
@Singleton
final class DueGrants {
  private static final Logger LOG = LoggerFactory.getLogger(DueGrants.class);

  /** Until one that could not be moved is looked at again. */
  static final Duration PUT_OFF = Duration.ofMinutes(5);

  private final GrantRows rows;
  private final RowToGrant toGrant;
  private final GrantChanges changes;
  private final Seals seals;
  private final TransactionOperations<Connection> transactions;

  DueGrants(
      GrantRows rows,
      RowToGrant toGrant,
      GrantChanges changes,
      Seals seals,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.toGrant = toGrant;
    this.changes = changes;
    this.seals = seals;
    this.transactions = transactions;
  }

  /** None, if one of them could not be moved: that one is put off, the others are due still. */
  List<GrantDecision> advance(
      AppId app, Due which, Instant now, int most, Function<Grant, GrantDecision> step) {
    try {
      return transactions.executeWrite(_ -> advanceAll(app, which, now, most, step));
    } catch (StuckRow stuck) {
      seals.ensureSealing(); // one that was left behind cannot do what others can
      putOff(stuck, now);
      return List.of();
    }
  }

  private List<GrantDecision> advanceAll(
      AppId app, Due which, Instant now, int most, Function<Grant, GrantDecision> step) {
    var decided = new ArrayList<GrantDecision>();
    for (var row : rows.lockDue(app.value(), which == Due.ALL, now, most)) {
      decided.add(advance(row, step));
    }
    return decided;
  }

  private GrantDecision advance(GrantRow row, Function<Grant, GrantDecision> step) {
    try {
      var grant = toGrant.grant(row);
      var decision = step.apply(grant);
      changes.store(row, grant, decision); // its row is locked: nobody else can have moved it
      return decision;
    } catch (RuntimeException e) {
      throw isOfTheRow(e) ? new StuckRow(row, e) : e;
    }
  }

  /** Not of the store: what the database says of anything but the data is no fault of the row. */
  private static boolean isOfTheRow(Throwable failure) {
    return Stream.iterate(failure, f -> f != null, Throwable::getCause)
        .limit(20)
        .filter(SQLException.class::isInstance)
        .map(f -> ((SQLException) f).getSQLState())
        .allMatch(state -> state != null && (state.startsWith("22") || state.startsWith("23")));
  }

  /**
   * In a transaction of its own, since that of the batch is gone; if the store is out, so is it.
   */
  private void putOff(StuckRow stuck, Instant now) {
    rows.putOff(stuck.appId, stuck.openId, now, Storable.instant(now.plus(PUT_OFF)));
    LOG.error(
        "app={} person={} the grant cannot be refreshed ahead and is put off for {}",
        stuck.appId,
        stuck.openId,
        PUT_OFF,
        stuck.getCause());
  }

  /** Names the row on which a batch foundered. */
  private static final class StuckRow extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final String appId;
    private final String openId;

    private StuckRow(GrantRow row, RuntimeException cause) {
      super(cause);
      this.appId = row.appId();
      this.openId = row.openId();
    }
  }
}
