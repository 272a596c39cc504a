package dev.larkspur.adapters.postgres;

import dev.larkspur.application.memory.Hearing;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.authorization.AuthSession.Granted;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.OpenId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Consent;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.GrantDecision;
import dev.larkspur.domain.token.GrantRefusal;
import dev.larkspur.domain.token.TokenPair;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Grants in {@code larkspur.grants}.
 *
 * <p>A step is run on what was read, without a transaction; what it decides is stored in a short
 * one that changes nothing unless the row is still as it was read.
 */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresGrants implements Grants {
  private static final long FIRST_EPOCH = 1;

  private final GrantRows rows;
  private final PromptReads prompt;
  private final RowToGrant toGrant;
  private final GrantToRow toRow;
  private final GrantChanges changes;
  private final DueGrants due;
  private final Audit audit;
  private final Hearing hearing;
  private final TransactionOperations<Connection> transactions;

  PostgresGrants(
      GrantRows rows,
      PromptReads prompt,
      RowToGrant toGrant,
      GrantToRow toRow,
      GrantChanges changes,
      DueGrants due,
      Audit audit,
      Hearing hearing,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.prompt = prompt;
    this.toGrant = toGrant;
    this.toRow = toRow;
    this.changes = changes;
    this.due = due;
    this.audit = audit;
    this.hearing = hearing;
    this.transactions = transactions;
  }

  /** To be called in the transaction that grants the session. */
  void award(Granted session, TokenPair pair) {
    var person = session.person();
    var consent = new Consent(session.id().value(), session.at());
    var old = rows.lock(person.app().value(), person.openId().value());
    long epoch = old.map(GrantRow::epoch).orElse(FIRST_EPOCH - 1) + 1;
    var fresh = Held.fresh(person, consent, pair, epoch);
    var asked = old.map(GrantRow::askedAt).map(fresh::asked).orElse(fresh);
    if (old.isEmpty()) {
      rows.insert(toRow.row(asked, 0, true));
    } else {
      rows.replace(toRow.row(asked, old.get().version(), true));
    }
    audit.granted(session);
  }

  @Override
  public Optional<Grant> find(Person person) {
    return prompt.read(() -> read(person)).map(toGrant::grant);
  }

  private Optional<GrantRow> read(Person person) {
    return rows.find(person.app().value(), person.openId().value());
  }

  @Override
  public GrantDecision advance(Person person, Function<Grant, GrantDecision> step) {
    while (true) { // ends: a lost race means that the grant moved, and it moves a few times only
      var row = read(person);
      if (row.isEmpty()) {
        return new GrantDecision.Refuse(GrantRefusal.UNKNOWN, null);
      }
      var grant = toGrant.grant(row.get());
      var decision = step.apply(grant);
      if (changesNothing(decision)) {
        return decision;
      }
      if (transactions.executeWrite(_ -> isStored(row.get(), grant, decision))) {
        hearing.grantChanged(person); // the feed takes a moment to come back to us
        return decision;
      }
    }
  }

  private static boolean changesNothing(GrantDecision decision) {
    return switch (decision) {
      case GrantDecision.Stay _, GrantDecision.Refuse _ -> true;
      case GrantDecision.Advance _, GrantDecision.Withdraw _, GrantDecision.Orphan _ -> false;
    };
  }

  /** To be called in a transaction. False: the row is not as it was read any more. */
  private boolean isStored(GrantRow read, Grant before, GrantDecision decision) {
    // not by what the update says: for an entity the library answers 1 whatever it changed
    if (rows.lock(read.appId(), read.openId(), read.version()).isEmpty()) {
      return false;
    }
    changes.store(read, before, decision);
    return true;
  }

  @Override
  public boolean anyDue(AppId app, Instant now) {
    return rows.isAnyDue(app.value(), now);
  }

  @Override
  public List<GrantDecision> advanceDue(
      AppId app, Due which, Instant now, int most, Function<Grant, GrantDecision> step) {
    return due.advance(app, which, now, most, step);
  }

  @Override
  public List<Person> toAsk(AppId app, Instant now, int most) {
    return rows.findToAsk(app.value(), now, most).stream()
        .map(openId -> new Person(app, new OpenId(openId)))
        .toList();
  }
}
