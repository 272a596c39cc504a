package dev.larkspur.application.authorization.port;

import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;

/** Begins device grants (RFC 8628 section 3.1). */
public interface DeviceAuthorization {
  /** How beginning went. */
  sealed interface Begun {
    record Ready(DeviceCode code) implements Begun {}

    /** Asking again would change nothing. */
    record Refused(FailureReason reason, PlatformError error) implements Begun {}
  }

  /**
   * @throws PlatformUnavailable if the platform did not answer, or said to come later
   */
  Begun begin(AppId app, Scopes scopes);
}
