package dev.larkspur.adapters.postgres;

import dev.larkspur.application.authorization.port.ConsentPolls;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.identity.AppId;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Polls in {@code larkspur.consent_poll}, which has a row exactly while there is one to make. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresConsentPolls implements ConsentPolls {
  private static final Duration LAST_CHANCE = Duration.ofMinutes(1);

  private final ConsentPollRows rows;
  private final StoredSessions sessions;
  private final Seals seals;
  private final TransactionOperations<Connection> transactions;

  PostgresConsentPolls(
      ConsentPollRows rows,
      StoredSessions sessions,
      Seals seals,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions) {
    this.rows = rows;
    this.sessions = sessions;
    this.seals = seals;
    this.transactions = transactions;
  }

  /** To be called in the transaction that moves the session. */
  void follow(AuthSession before, AuthSession next, Instant now) {
    if (before instanceof AwaitingConsent(_, DeviceCode _)) {
      rows.deleteById(before.id().value());
    }
    if (next instanceof AwaitingConsent(_, DeviceCode code)) {
      rows.save(first(next, code, now));
    }
  }

  private static ConsentPollRow first(AuthSession session, DeviceCode code, Instant now) {
    var interval = code.interval();
    return new ConsentPollRow(
        session.id().value(),
        session.person().app().value(),
        Storable.instant(now.plus(interval)),
        interval.toMillis(),
        0,
        Storable.instant(session.request().createdAt()),
        Storable.instant(code.expiresAt()));
  }

  @Override
  public int due(AppId app, Instant now) {
    return rows.countDue(app.value(), now);
  }

  @Override
  public List<Poll> lease(AppId app, Instant now, Instant until, int most) {
    seals.ensureSealing(); // what a poll brings could not be stored
    var leased = transactions.executeWrite(_ -> take(app, now, until, most));
    var readable = sessions.readable(leased.stream().map(ConsentPollRow::sessionId).toList());
    return leased.stream().flatMap(row -> poll(row, readable.get(row.sessionId()))).toList();
  }

  private List<ConsentPollRow> take(AppId app, Instant now, Instant until, int most) {
    var due = rows.lockDue(app.value(), now, now.plus(LAST_CHANCE), most);
    if (!due.isEmpty()) {
      rows.lease(due.stream().map(ConsentPollRow::sessionId).toList(), until);
    }
    return due;
  }

  private static Stream<Poll> poll(ConsentPollRow row, @Nullable AuthSession session) {
    return session instanceof AwaitingConsent waiting // else it moved on a moment ago
            && waiting.consent() instanceof DeviceCode code
        ? Stream.of(new Poll(waiting, code, Duration.ofMillis(row.intervalMs())))
        : Stream.empty();
  }

  @Override
  public void again(AuthSessionId id, Instant at, Duration interval) {
    rows.again(id.value(), at, interval.toMillis());
  }
}
