package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.Ending;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.RefreshToken;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;

/** Presents refresh tokens at the platform's token endpoint (RFC 6749 section 6). */
public interface TokenRefresh {
  /** How it went. That nobody knows is an outcome like the others. */
  sealed interface Answer {
    /**
     * The next pair. It exists nowhere else: it is to be stored before anything is done with it.
     */
    record Next(TokenPair pair) implements Answer {}

    /** Turned away before the refresh token was looked at: it is unspent. */
    record TurnedAway(Reason reason, Duration atLeast, PlatformError error) implements Answer {}

    /** The platform will never renew it. */
    record Refused(Ending why, PlatformError error) implements Answer {}

    /**
     * App id, secret or a switch in the platform's console is wrong. The refresh token is unspent,
     * and asking again before that is mended is of no use.
     */
    record Misconfigured(PlatformError error) implements Answer {}

    /** The request may have arrived, and what came of it is not known. */
    record Unknown(PlatformError error) implements Answer {}
  }

  /** Why a request was turned away. */
  enum Reason {
    /** It never left: no connection. */
    NOT_SENT,
    /** The app is over its limit. */
    LIMITED,
    /** The platform says that it is out of order. */
    UNAVAILABLE,
    /** Something bars this person alone: a policy of the company's, or the app's availability. */
    POLICY
  }

  /**
   * Presents it once and never again by itself. Takes as long as the platform does, within {@link
   * #longest}. Does not throw for what the platform does or fails to do.
   */
  Answer present(AppId app, RefreshToken token);

  /** An answer that has not come by then will not be seen by anybody any more. */
  default Duration longest() {
    return Duration.ofSeconds(60);
  }

  /** Where no platform is configured: nothing leaves, so nothing is spent. */
  static TokenRefresh none() {
    return (app, _) ->
        new Answer.TurnedAway(
            Reason.NOT_SENT,
            Duration.ofMinutes(1),
            new PlatformError("not_configured", "app " + app + " is not configured here", null));
  }
}
