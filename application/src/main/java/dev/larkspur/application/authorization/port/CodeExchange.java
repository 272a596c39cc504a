package dev.larkspur.application.authorization.port;

import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.authorization.Redirect;
import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Secret;
import dev.larkspur.domain.token.TokenPair;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The platform's token endpoint, for authorization codes (RFC 6749 section 4.1.3). Every call is
 * paid for with a permit, and none is made twice: a code is good for one.
 */
public interface CodeExchange {
  /** What a code comes to. */
  sealed interface Exchanged {
    /** The pair exists nowhere else: it is to be stored before anything is done with it. */
    record Approved(TokenPair pair) implements Exchanged {}

    /** access_denied: the person said no. */
    record PersonRefused() implements Exchanged {}

    /** The app is over its limit. */
    record RateLimited(Duration delay) implements Exchanged {}

    /** The code is worth nothing, or no code of the app's is. */
    record Rejected(FailureReason reason, PlatformError error) implements Exchanged {}
  }

  /**
   * @param app of the session that sent the browser off, or whose card was pressed; a code is shown
   *     to no other's endpoint
   * @param redirect what the browser was sent off with; null: the code came another way, so that
   *     there is nothing to prove
   * @throws PlatformUnavailable if the platform did not answer, or was out of order; the code may
   *     be spent
   */
  Exchanged exchange(AppId app, Secret code, @Nullable Redirect redirect);
}
