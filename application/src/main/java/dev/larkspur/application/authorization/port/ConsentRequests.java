package dev.larkspur.application.authorization.port;

import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.ConsentRequest;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.token.PlatformError;

/** Gets the link at which a person can consent, in the way that the session's method wants. */
public interface ConsentRequests {
  /** How beginning went. */
  sealed interface Begun {
    record Ready(ConsentRequest consent) implements Begun {}

    /** Asking again would change nothing. */
    record Refused(FailureReason reason, PlatformError error) implements Begun {}
  }

  /**
   * @throws PlatformUnavailable if the platform did not answer, or said to come later
   */
  Begun begin(Preparing session);
}
