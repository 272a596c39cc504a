package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.CardFace;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.PlatformError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which face each card shows, against the one it should show. Durable, and shared by all instances:
 * a card that lags behind is brought up to date by whoever leased it, even if the instance that
 * changed the session is gone.
 */
public interface ShownCards {
  /**
   * A card that lags behind.
   *
   * @param attempts made in vain so far
   */
  record Lagging(AuthSession session, Sent sent, int attempts) {}

  /** Whether there is a message for it. */
  sealed interface Sent {
    /** Nobody has begun to send it. */
    record No() implements Sent {}

    /** Somebody began to, and it is not known how that ended. */
    record Perhaps() implements Sent {}

    record Yes(MessageId message) implements Sent {}

    /**
     * @param message null: none is known
     */
    static Sent of(@Nullable MessageId message, boolean begun) {
      if (message != null) {
        return new Yes(message);
      }
      return begun ? new Perhaps() : new No();
    }
  }

  /**
   * Takes cards that lag behind and are due; nobody else gets them before {@code until}. The
   * longest due first. Those of an app whose turn at the platform has not come are left out.
   *
   * @param waiting of these apps none that would be heard over the long connection and was not sent
   *     yet
   */
  List<Lagging> lease(Instant now, Instant until, int most, Set<AppId> waiting);

  /**
   * The card shows {@code session}: its face and its scopes. It still lags if the session has moved
   * on meanwhile.
   */
  void shown(AuthSession session, MessageId message);

  /**
   * {@code session} is to be shown again, not before {@code until}. Counts as an attempt; if the
   * session has moved on meanwhile, what it is now is shown at once instead.
   *
   * @param begun whether, if no message is known, there may be one all the same
   */
  void postpone(AuthSession session, Instant until, boolean begun, PlatformError error);

  /**
   * The card will never show {@code face}; it is not tried again before the face changes.
   *
   * @param error null: there is nobody left to show it to
   */
  void giveUp(AuthSessionId id, CardFace face, @Nullable PlatformError error);

  /** How far the card has come; empty if there is no such session. */
  Optional<CardReport> find(AuthSessionId id);
}
