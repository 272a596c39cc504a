package dev.larkspur.adapters.postgres;

import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.identity.AppId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cards in {@code larkspur.session_card}; one that is due lags behind its session. */
@Singleton
final class PostgresShownCards implements ShownCards {
  /** The answer to a click normally carries the card with the link; this long we leave it to it. */
  private static final Duration CLICK_ANSWERS = Duration.ofSeconds(3);

  private final SessionCardRows rows;
  private final StoredSessions sessions;
  private final TransactionOperations<Connection> transactions;
  private final InstantSource clock;

  PostgresShownCards(
      SessionCardRows rows,
      StoredSessions sessions,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions,
      InstantSource clock) {
    this.rows = rows;
    this.sessions = sessions;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** To be called in the transaction that opens the session. */
  void add(AuthSession.Beginning session, Instant now) {
    // where nothing is pressed there is nothing to show before there is a link
    var dueAt = session.request().method().waitsForPress() ? Storable.instant(now) : null;
    rows.save(SessionCardRow.first(session.id().value(), dueAt));
  }

  /** To be called in the transaction that changes the session. */
  void follow(AuthSession before, AuthSession next, Instant now) {
    if (before.face() != next.face() || !before.request().equals(next.request())) {
      var pressed = next.request().method().waitsForPress();
      var answered = pressed && next.face() == CardFace.LINK;
      if (pressed || !(next instanceof AuthSession.Preparing)) {
        rows.lag(next.id().value(), answered ? now.plus(CLICK_ANSWERS) : now);
      }
    }
  }

  @Override
  public List<Lagging> lease(Instant now, Instant until, int most, Set<AppId> waiting) {
    var apps = waiting.stream().map(AppId::value).toList();
    var leased = transactions.executeWrite(_ -> take(now, until, most, apps));
    var readable = sessions.readable(leased.stream().map(SessionCardRow::sessionId).toList());
    return leased.stream().flatMap(row -> lagging(row, readable.get(row.sessionId()))).toList();
  }

  private List<SessionCardRow> take(Instant now, Instant until, int most, List<String> waiting) {
    var due = waiting.isEmpty() ? rows.lockDue(now, most) : rows.lockDueBut(now, most, waiting);
    if (!due.isEmpty()) {
      rows.lease(due.stream().map(SessionCardRow::sessionId).toList(), until);
    }
    return due;
  }

  private static Stream<Lagging> lagging(SessionCardRow row, @Nullable AuthSession session) {
    var message = row.messageId() == null ? null : new MessageId(row.messageId());
    return session == null
        ? Stream.empty()
        : Stream.of(new Lagging(session, message, row.attempts()));
  }

  @Override
  public void shown(AuthSession session, MessageId message) {
    var id = session.id();
    transactions.executeWrite(
        _ -> {
          var dueAt = dueUnless(id, current -> looksLike(current, session));
          rows.shown(id.value(), session.face(), message.value(), dueAt);
          return id;
        });
  }

  private static boolean looksLike(AuthSession current, AuthSession shown) {
    return current.face() == shown.face() && current.request().equals(shown.request());
  }

  @Override
  public void postpone(AuthSessionId id, Instant until, String error) {
    rows.postpone(id.value(), until, Storable.text(error));
  }

  @Override
  public void giveUp(AuthSessionId id, CardFace face, String error) {
    transactions.executeWrite(
        _ -> {
          var dueAt = dueUnless(id, current -> current.face() == face);
          rows.giveUp(id.value(), dueAt, Storable.text(error));
          return id;
        });
  }

  /**
   * Locks the card, then looks at the session. Whoever changes the session comes for the card too:
   * either we see the change, or the card is made to lag after us.
   */
  private @Nullable Instant dueUnless(AuthSessionId id, Predicate<AuthSession> done) {
    rows.lock(id.value());
    return sessions.find(id).filter(done).isPresent() ? null : clock.instant();
  }
}
