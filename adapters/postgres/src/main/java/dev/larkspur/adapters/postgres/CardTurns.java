package dev.larkspur.adapters.postgres;

import dev.larkspur.adapters.postgres.CardPaceRow.Call;
import dev.larkspur.application.token.port.Pace;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Settled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Whose turn it is: an app sends, and changes, no more cards than the platform takes, however many
 * are due and however many instances there are.
 *
 * <p>A card that cannot go at once gets the time of its turn, and is left alone until then; when it
 * has come, it goes without asking again. So a thousand cards of one app wait in line, and those of
 * other apps go past them.
 */
@Singleton
final class CardTurns {
  /** What the platform takes of each of the two calls, from one app. */
  private static final Pace PACE = Pace.within(50, 1000);

  /** A turn that was missed for longer is given anew: many of them at once would be too many. */
  private static final Duration GOOD_FOR = Duration.ofSeconds(2);

  /** In one order for all, so that no two instances wait for each other. */
  private record Line(String appId, Call call) implements Comparable<Line> {
    private static final Comparator<Line> ORDER =
        Comparator.comparing(Line::appId).thenComparing(Line::call);

    @Override
    public int compareTo(Line other) {
      return ORDER.compare(this, other);
    }
  }

  private final CardPaceRows paces;
  private final SessionCardRows cards;

  CardTurns(CardPaceRows paces, SessionCardRows cards) {
    this.paces = paces;
    this.cards = cards;
  }

  /** Those of {@code due} that may go now. To be called in the transaction that locked them. */
  List<SessionCardRow> comeTo(
      List<SessionCardRow> due, Map<UUID, AuthSession> sessions, Instant now) {
    var going = new ArrayList<SessionCardRow>();
    var lines = new TreeMap<Line, List<SessionCardRow>>();
    for (var card : due) {
      var session = sessions.get(card.sessionId());
      if (session == null || needsNoCall(card, session) || hasTurn(card, now)) {
        going.add(card);
      } else {
        lines.computeIfAbsent(line(card, session), _ -> new ArrayList<>()).add(card);
      }
    }
    lines.forEach((line, waiting) -> going.addAll(inLine(line, waiting, now)));
    return going;
  }

  private static boolean needsNoCall(SessionCardRow card, AuthSession session) {
    return card.messageId() == null && !card.sendingBegun() && session instanceof Settled;
  }

  private static boolean hasTurn(SessionCardRow card, Instant now) {
    var turn = card.turnAt();
    return turn != null && !now.isBefore(turn) && now.isBefore(turn.plus(GOOD_FOR));
  }

  private static Line line(SessionCardRow card, AuthSession session) {
    var app = session.person().app().value();
    return new Line(app, card.messageId() == null ? Call.SEND : Call.CHANGE);
  }

  private Collection<SessionCardRow> inLine(Line line, List<SessionCardRow> waiting, Instant now) {
    var filledAt = lock(line).filledAt();
    var full = filledAt.isAfter(now) ? filledAt : Storable.instant(now);
    var going = new ArrayList<SessionCardRow>();
    for (var card : waiting) {
      var turn = full.minus(PACE.interval().multipliedBy(PACE.burst() - 1L));
      full = full.plus(PACE.interval());
      if (turn.isAfter(now)) {
        cards.wait(card.sessionId(), turn);
      } else {
        going.add(card);
      }
    }
    paces.taken(line.appId(), line.call(), full);
    return going;
  }

  private CardPaceRow lock(Line line) {
    return paces
        .lock(line.appId(), line.call())
        .orElseGet(
            () -> {
              paces.insertIfNone(line.appId(), line.call());
              return paces.lock(line.appId(), line.call()).orElseThrow();
            });
  }
}
