package dev.larkspur.application.authorization.port;

import dev.larkspur.application.token.port.InMemoryGrants;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.AwaitingConsent;
import dev.larkspur.domain.authorization.AuthSession.Beginning;
import dev.larkspur.domain.authorization.AuthSession.Exchanging;
import dev.larkspur.domain.authorization.AuthSession.Open;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.AuthSession.Requested;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.authorization.Refusal;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Consent;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions in memory, with what the polls and the cards of the same store keep beside each. */
public final class InMemoryAuthSessions implements AuthSessions {
  /** A row: the session, its poll, its card. Guarded by the sessions' lock. */
  static final class Row {
    AuthSession session;
    Instant pollAt = Instant.MAX;
    Duration interval = Duration.ZERO;
    int polled;
    @Nullable CardFace shown;
    boolean stale;
    @Nullable MessageId message;
    boolean sendingBegun;
    Instant cardDueAt;
    int attempts;
    @Nullable PlatformError error;

    Row(AuthSession session, Instant cardDueAt) {
      this.session = session;
      this.cardDueAt = cardDueAt;
    }
  }

  private static final Duration CLICK_ANSWERS_WITH_THE_LINK = Duration.ofSeconds(3);

  private final Map<AuthSessionId, Row> rows = new LinkedHashMap<>();
  private final InMemoryGrants grants;
  private final InstantSource clock;

  public InMemoryAuthSessions(InMemoryGrants grants, InstantSource clock) {
    this.grants = grants;
    this.clock = clock;
  }

  @Override
  public synchronized Opening open(Person person, Function<Optional<Open>, Opening> step) {
    var opening = step.apply(findOpen(person));
    switch (opening) {
      case Opening.Opened(var session) -> insert(session);
      case Opening.Replaced(var before, var session) -> {
        store(before);
        insert(session);
      }
      case Opening.Merged(var session) -> {
        store(session);
        var row = row(session.id());
        row.stale = true;
        row.attempts = 0;
        row.error = null;
        if (session.request().method().waitsForPress()) {
          row.cardDueAt = clock.instant();
        }
      }
      case Opening.Joined _, Opening.Busy _ -> {}
    }
    return opening;
  }

  @Override
  public synchronized Decision advance(AuthSessionId id, Function<AuthSession, Decision> step) {
    var row = rows.get(id);
    if (row == null) {
      return new Decision.Refuse(Refusal.UNKNOWN_SESSION, null);
    }
    var decision = step.apply(row.session);
    switch (decision) {
      case Decision.Advance(var next) -> store(next);
      case Decision.Award(var granted, var pair) -> {
        store(granted);
        grants.award(granted.person(), new Consent(granted.id().value(), granted.at()), pair);
      }
      case Decision.Stay _, Decision.Refuse _ -> {}
    }
    return decision;
  }

  @Override
  public synchronized Optional<AuthSession> find(AuthSessionId id) {
    return Optional.ofNullable(rows.get(id)).map(row -> row.session);
  }

  @Override
  public synchronized Optional<Open> findOpen(Person person) {
    return open().filter(s -> s.person().equals(person)).findFirst();
  }

  @Override
  public synchronized List<AuthSessionId> due(Instant now, int most) {
    return open()
        .filter(s -> !now.isBefore(dueAt(s)))
        .sorted(Comparator.comparing(InMemoryAuthSessions::dueAt))
        .map(AuthSession::id)
        .limit(most)
        .toList();
  }

  private static Instant dueAt(Open session) {
    return switch (session) {
      case Requested s -> s.expiresAt();
      case AwaitingConsent s -> s.expiresAt();
      case Exchanging s -> s.claim().until();
      case Verifying s -> s.claim().until();
      case Preparing s ->
          s.claim().until().isBefore(s.expiresAt()) ? s.claim().until() : s.expiresAt();
    };
  }

  private Stream<Open> open() {
    return rows.values().stream()
        .map(row -> row.session)
        .filter(Open.class::isInstance)
        .map(Open.class::cast);
  }

  private void insert(Beginning session) {
    var shown = session.request().method().waitsForPress() ? clock.instant() : Instant.MAX;
    rows.put(session.id(), new Row(session, shown));
  }

  private void store(AuthSession next) {
    var row = row(next.id());
    if (next.face() != row.session.face()) {
      row.attempts = 0;
      row.error = null;
      row.cardDueAt =
          next.face() == CardFace.LINK && next.request().method().waitsForPress()
              ? clock.instant().plus(CLICK_ANSWERS_WITH_THE_LINK)
              : clock.instant();
    }
    if (next instanceof AwaitingConsent(_, DeviceCode code)) {
      row.interval = code.interval();
      row.pollAt = clock.instant().plus(row.interval);
    }
    row.session = next;
  }

  Row row(AuthSessionId id) {
    var row = rows.get(id);
    if (row == null) {
      throw new IllegalArgumentException("no session " + id);
    }
    return row;
  }

  List<Row> rows() {
    return List.copyOf(rows.values());
  }
}
