package dev.larkspur.adapters.postgres;

import dev.larkspur.application.authorization.port.CardReport;
import dev.larkspur.application.authorization.port.CardReport.Progress;
import dev.larkspur.application.authorization.port.MessageId;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.PlatformError;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Cards in {@code larkspur.session_card}; one that is due lags behind its session. */
@Singleton
@Order(Ordered.LOWEST_PRECEDENCE)
final class PostgresShownCards implements ShownCards {
  /** The answer to a click normally carries the card with the link; this long we leave it to it. */
  private static final Duration CLICK_ANSWERS = Duration.ofSeconds(3);

  private static final int MOST_BATCHES = 100; // of cards that only get in line

  private final SessionCardRows rows;
  private final StoredSessions sessions;
  private final CardTurns turns;
  private final Seals seals;
  private final TransactionOperations<Connection> transactions;
  private final InstantSource clock;

  PostgresShownCards(
      SessionCardRows rows,
      StoredSessions sessions,
      CardTurns turns,
      Seals seals,
      @Named(Migrations.DATASOURCE) TransactionOperations<Connection> transactions,
      InstantSource clock) {
    this.rows = rows;
    this.sessions = sessions;
    this.turns = turns;
    this.seals = seals;
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
    seals.ensureSealing(); // who missed a change of keys cannot read what is new: others can
    var apps = waiting.stream().map(AppId::value).toList();
    var taken = new ArrayList<Lagging>();
    for (int batch = 0; batch < MOST_BATCHES && taken.size() < most; batch++) {
      int wanted = most - taken.size();
      if (!transactions.executeWrite(_ -> take(now, until, wanted, apps, taken))) {
        break;
      }
    }
    return taken;
  }

  /** Returns whether more may be due: those whose turn has not come make room for the others. */
  private boolean take(
      Instant now, Instant until, int most, List<String> waiting, List<Lagging> into) {
    var due = waiting.isEmpty() ? rows.lockDue(now, most) : rows.lockDueBut(now, most, waiting);
    var readable = sessions.readable(due.stream().map(SessionCardRow::sessionId).toList());
    var going = turns.comeTo(due, readable, now);
    if (!going.isEmpty()) {
      rows.lease(going.stream().map(SessionCardRow::sessionId).toList(), until);
    }
    going.forEach(row -> lagging(row, readable.get(row.sessionId())).ifPresent(into::add));
    return due.size() == most;
  }

  private static Optional<Lagging> lagging(SessionCardRow row, @Nullable AuthSession session) {
    var message = row.messageId() == null ? null : new MessageId(row.messageId());
    return session == null
        ? Optional.empty()
        : Optional.of(new Lagging(session, Sent.of(message, row.sendingBegun()), row.attempts()));
  }

  @Override
  public void shown(AuthSession session, MessageId message) {
    var id = session.id();
    transactions.executeWrite(
        _ -> {
          var dueAt = dueUnless(id, current -> looksLike(current, session));
          if (isAnother(
              id, message)) { // a copy that was pressed: the card itself shows nothing new
            return id;
          }
          rows.shown(id.value(), session.face(), message.value(), dueAt);
          return id;
        });
  }

  private boolean isAnother(AuthSessionId id, MessageId message) {
    return rows.findById(id.value())
        .map(SessionCardRow::messageId)
        .filter(sent -> !sent.equals(message.value()))
        .isPresent();
  }

  private static boolean looksLike(AuthSession current, AuthSession shown) {
    return current.face() == shown.face() && current.request().equals(shown.request());
  }

  @Override
  public void postpone(AuthSession session, Instant until, boolean begun, PlatformError error) {
    var id = session.id();
    var code = Storable.text(error.code());
    var message = Storable.textOrNull(error.message());
    transactions.executeWrite(
        _ -> {
          if (dueUnless(id, current -> looksLike(current, session)) == null) {
            rows.postpone(id.value(), until, begun, code, message);
          } else { // it is due already, for what it is now
            rows.giveBack(id.value(), begun);
          }
          return id;
        });
  }

  @Override
  public void giveUp(AuthSessionId id, CardFace face, @Nullable PlatformError error) {
    var code = error == null ? null : Storable.text(error.code());
    var message = error == null ? null : Storable.textOrNull(error.message());
    transactions.executeWrite(
        _ -> {
          var dueAt = dueUnless(id, current -> current.face() == face);
          rows.giveUp(id.value(), dueAt, error == null ? 0 : 1, code, message);
          return id;
        });
  }

  @Override
  public Optional<CardReport> find(AuthSessionId id) {
    return rows.findById(id.value()).map(PostgresShownCards::report);
  }

  private static CardReport report(SessionCardRow row) {
    var error =
        row.error() == null ? null : new PlatformError(row.error(), row.errorMessage(), null);
    var progress = Progress.of(row.messageId() != null, row.dueAt() != null, error != null);
    return new CardReport(progress, row.attempts(), error);
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
