package dev.larkspur.application.authorization.port;

import dev.larkspur.application.authorization.port.InMemoryAuthSessions.Row;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.identity.AppId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Polls in memory. */
public final class InMemoryConsentPolls implements ConsentPolls {
  private static final Duration LAST_MINUTE = Duration.ofMinutes(1);

  private final InMemoryAuthSessions sessions;

  public InMemoryConsentPolls(InMemoryAuthSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public int due(AppId app, Instant now) {
    synchronized (sessions) {
      return (int) dueRows(app, now).count();
    }
  }

  @Override
  public List<Poll> lease(AppId app, Instant now, Instant until, int most) {
    synchronized (sessions) {
      var order =
          Comparator.comparing((Row row) -> !isLastChance(row, now))
              .thenComparing(row -> row.pollAt.plus(age(row, now).dividedBy(2)));
      return dueRows(app, now).sorted(order).limit(most).map(row -> taken(row, until)).toList();
    }
  }

  @Override
  public void again(AuthSessionId id, Instant at, Duration interval) {
    synchronized (sessions) {
      var row = sessions.row(id);
      if (row.session instanceof AwaitingConsent(_, DeviceCode _)) {
        row.pollAt = at;
        row.interval = interval;
      }
    }
  }

  private Stream<Row> dueRows(AppId app, Instant now) {
    return sessions.rows().stream()
        .filter(row -> row.session instanceof AwaitingConsent(_, DeviceCode _))
        .filter(row -> row.session.person().app().equals(app))
        .filter(row -> !now.isBefore(row.pollAt));
  }

  private static Poll taken(Row row, Instant until) {
    row.pollAt = until;
    row.polled++;
    var session = (AwaitingConsent) row.session;
    return new Poll(session, (DeviceCode) session.consent(), row.interval);
  }

  private static boolean isLastChance(Row row, Instant now) {
    return row.polled == 0
        && ((AwaitingConsent) row.session).expiresAt().isBefore(now.plus(LAST_MINUTE));
  }

  private static Duration age(Row row, Instant now) {
    return Duration.between(row.session.request().createdAt(), now);
  }
}
