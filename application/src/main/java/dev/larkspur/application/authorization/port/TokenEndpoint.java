package dev.larkspur.application.authorization.port;

import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.DeviceCode;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;

/**
 * The platform's token endpoint, for codes. Every call of {@link #redeem} is paid for with a
 * permit.
 */
public interface TokenEndpoint {
  /** What a poll comes to (RFC 8628 section 3.5). */
  sealed interface Redeemed {
    /** The pair exists nowhere else: it is to be stored before anything is done with it. */
    record Approved(TokenPair pair) implements Redeemed {}

    record Pending() implements Redeemed {}

    record SlowDown() implements Redeemed {}

    /** access_denied: the person said no. */
    record PersonRefused() implements Redeemed {}

    record CodeExpired() implements Redeemed {}

    /** The app is over its limit: wait, and nothing is lost. */
    record RateLimited(Duration delay) implements Redeemed {}

    /** Asking again would change nothing. */
    record Rejected(FailureReason reason, PlatformError error) implements Redeemed {}
  }

  /**
   * @throws PlatformUnavailable if the platform did not answer, or was out of order
   */
  Redeemed redeem(AppId app, DeviceCode code);
}
