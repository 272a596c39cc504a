package dev.larkspur.application.authorization.port;

import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;

/** Shows people the state of their session. */
public interface Cards {
  /** How showing went. */
  sealed interface Outcome {
    record Shown(MessageId message) implements Outcome {}

    /** Not now: the platform limits us or is out of order. */
    record TryLater(Duration delay, PlatformError error) implements Outcome {}

    /** Not ever: no such person, bot not available to them, message recalled. */
    record Undeliverable(PlatformError error) implements Outcome {}
  }

  /**
   * Sends the session's card. Sending it again after a lost answer finds the message that was sent
   * then, which shows what it showed then.
   *
   * @throws PlatformUnavailable if the platform did not answer
   */
  Outcome send(AuthSession session);

  /**
   * Changes the card that was sent.
   *
   * @throws PlatformUnavailable if the platform did not answer
   */
  Outcome change(AuthSession session, MessageId message);
}
