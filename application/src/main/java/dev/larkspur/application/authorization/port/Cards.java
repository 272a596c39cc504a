package dev.larkspur.application.authorization.port;

import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
   * Sends the card, or changes the one that was sent. Sending again after a lost answer shows it
   * only once.
   *
   * @param message the card that was sent; null: none was
   * @throws PlatformUnavailable if the platform did not answer
   */
  Outcome show(AuthSession session, @Nullable MessageId message);
}
