package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Cards;
import dev.larkspur.application.authorization.port.Cards.Outcome;
import dev.larkspur.application.authorization.port.ShownCards;
import dev.larkspur.application.authorization.port.ShownCards.Lagging;
import dev.larkspur.application.authorization.port.ShownCards.Sent;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.Backoff;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSession.Settled;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.authorization.Decision.Advance;
import dev.larkspur.domain.authorization.Decision.Award;
import dev.larkspur.domain.authorization.Decision.Refuse;
import dev.larkspur.domain.authorization.Decision.Stay;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Brings cards up to date with their sessions: sends the first, changes the later ones. */
public final class ShowCards {
  private static final Duration LEASE = Duration.ofSeconds(90); // longer than all calls of a card
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private static final int MOST_AT_ONCE = 32;
  private static final int MOST_ATTEMPTS = 30; // two hours and more at the longest wait

  private final ShownCards shown;
  private final Cards cards;
  private final AuthSessions sessions;
  private final Ways ways;
  private final Executor each;
  private final InstantSource clock;

  /**
   * @param each runs the calls of a round, side by side if it likes
   */
  public ShowCards(
      ShownCards shown,
      Cards cards,
      AuthSessions sessions,
      Ways ways,
      Executor each,
      InstantSource clock) {
    this.shown = shown;
    this.cards = cards;
    this.sessions = sessions;
    this.ways = ways;
    this.each = each;
    this.clock = clock;
  }

  /**
   * One round.
   *
   * @return whether there may be more to do at once
   */
  public boolean handle() {
    var now = clock.instant();
    var lagging = shown.lease(now, now.plus(LEASE), MOST_AT_ONCE, ways.waiting());
    lagging.forEach(card -> each.execute(() -> show(card)));
    return lagging.size() == MOST_AT_ONCE;
  }

  private void show(Lagging card) {
    var session = card.session();
    if (card.sent() instanceof Sent.No && session instanceof Settled) {
      shown.giveUp(session.id(), session.face(), null);
      return;
    }
    try {
      switch (shown(session, card.sent())) {
        case Outcome.Shown(var message) -> shown.shown(session, message);
        case Outcome.TryLater(var wait, var error) ->
            later(card, wait, card.sent() instanceof Sent.Perhaps, error);
        case Outcome.Undeliverable(var error) -> undeliverable(card, error);
      }
    } catch (PlatformUnavailable e) {
      later(card, e.waitAtLeast(), true, new PlatformError("unavailable", e.getMessage(), null));
    }
  }

  private Outcome shown(AuthSession session, Sent sent) {
    return switch (sent) {
      case Sent.No() -> cards.send(session);
      case Sent.Perhaps() -> sentAgain(session);
      case Sent.Yes(var message) -> cards.change(session, message);
    };
  }

  private Outcome sentAgain(AuthSession session) {
    var sent = cards.send(session);
    return sent instanceof Outcome.Shown(var message) ? cards.change(session, message) : sent;
  }

  private static boolean isSent(Lagging card) {
    return card.sent() instanceof Sent.Yes;
  }

  private void later(Lagging card, Duration atLeast, boolean begun, PlatformError error) {
    if (card.attempts() >= MOST_ATTEMPTS) {
      undeliverable(card, error);
      return;
    }
    var until = clock.instant().plus(BACKOFF.after(card.attempts(), atLeast));
    shown.postpone(card.session(), until, begun, error);
  }

  private void undeliverable(Lagging card, PlatformError error) {
    var session = card.session();
    var face = isSent(card) ? session.face() : faceOfFailed(session.id(), error);
    shown.giveUp(session.id(), face, error);
  }

  /** Nobody will ever see it: the caller should know. */
  private CardFace faceOfFailed(AuthSessionId id, PlatformError error) {
    var giveUp = new GiveUp(FailureReason.CARD_UNDELIVERABLE, error, null);
    var decision = sessions.advance(id, s -> AuthFlow.decide(s, giveUp, clock.instant()));
    return switch (decision) {
      case Advance(var failed) -> failed.face();
      case Refuse(_, var settled) when settled != null -> settled.face();
      case Award _, Stay _, Refuse _ -> CardFace.FAILED;
    };
  }
}
