package dev.larkspur.adapters.postgres;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.memory.Hearing;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.authorization.Refusal;
import dev.larkspur.domain.identity.Person;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sessions in {@code larkspur.auth_session}.
 *
 * <p>A step is run on what was read, without a transaction; what it decides is stored in a short
 * one that is lost unless the session is still as it was read.
 */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresAuthSessions implements AuthSessions {
  /** A session as it was read; its row tells whether it is still so. */
  private record Read<S extends AuthSession>(AuthSessionRow row, S session) {}

  private final AuthSessionRows rows;
  private final RowToSession toSession;
  private final SessionChanges changes;
  private final PostgresGrants grants;
  private final Races races;
  private final Hearing hearing;

  PostgresAuthSessions(
      AuthSessionRows rows,
      RowToSession toSession,
      SessionChanges changes,
      PostgresGrants grants,
      Races races,
      Hearing hearing) {
    this.rows = rows;
    this.toSession = toSession;
    this.changes = changes;
    this.grants = grants;
    this.races = races;
    this.hearing = hearing;
  }

  @Override
  public Opening open(Person person, Function<Optional<AuthSession.Open>, Opening> step) {
    while (true) { // ends: who loses a race finds what the winner stored, and joins it
      var current = readOpen(person);
      var opening = step.apply(current.map(Read::session));
      if (isStored(current, opening)) {
        return opening;
      }
    }
  }

  private boolean isStored(Optional<Read<AuthSession.Open>> current, Opening opening) {
    return switch (opening) {
      case Opening.Joined _, Opening.Busy _ -> true;
      case Opening.Opened(var fresh) -> races.won(() -> changes.open(fresh));
      case Opening.Merged(var merged) ->
          races.won(
              () -> {
                var read = current.orElseThrow();
                changes.merge(read.row, read.session, merged);
              });
      case Opening.Replaced(var before, var fresh) ->
          races.won(
              () -> {
                var read = current.orElseThrow();
                changes.move(read.row, read.session, before);
                changes.open(fresh);
              });
    };
  }

  @Override
  public Decision advance(AuthSessionId id, Function<AuthSession, Decision> step) {
    while (true) { // ends: a lost race means that the session moved, and it moves a few times only
      var row = rows.findById(id.value());
      if (row.isEmpty()) {
        return new Decision.Refuse(Refusal.UNKNOWN_SESSION, null);
      }
      var read = new Read<>(row.get(), toSession.session(row.get()));
      var decision = step.apply(read.session);
      if (isStored(read, decision)) {
        tell(id, decision);
        return decision;
      }
    }
  }

  /** The feed takes a moment to come back to us. */
  private void tell(AuthSessionId id, Decision decision) {
    switch (decision) {
      case Decision.Stay _, Decision.Refuse _ -> {}
      case Decision.Advance _ -> hearing.sessionChanged(id);
      case Decision.Award(var granted, _) -> {
        hearing.grantChanged(granted.person());
        hearing.sessionChanged(id);
      }
    }
  }

  private boolean isStored(Read<AuthSession> read, Decision decision) {
    return switch (decision) {
      case Decision.Stay _, Decision.Refuse _ -> true;
      case Decision.Advance(var next) ->
          races.won(() -> changes.move(read.row, read.session, next));
      case Decision.Award(var granted, var pair) ->
          races.won(
              () -> {
                changes.move(read.row, read.session, granted);
                grants.award(granted, pair);
              });
    };
  }

  @Override
  public Optional<AuthSession> find(AuthSessionId id) {
    return rows.findById(id.value()).map(toSession::session);
  }

  @Override
  public Optional<AuthSession.Open> findOpen(Person person) {
    return readOpen(person).map(Read::session);
  }

  private Optional<Read<AuthSession.Open>> readOpen(Person person) {
    return rows.findOpen(person.app().value(), person.openId().value())
        .map(row -> new Read<>(row, (AuthSession.Open) toSession.session(row)));
  }

  @Override
  public List<AuthSessionId> due(Instant now, int most) {
    return rows.findDue(now, most).stream().map(AuthSessionId::new).toList();
  }
}
