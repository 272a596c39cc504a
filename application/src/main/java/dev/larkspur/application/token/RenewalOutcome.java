package dev.larkspur.application.token;

import dev.larkspur.domain.token.Grant.Held;
import dev.larkspur.domain.token.PlatformError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an attempt to have a new pair came to. */
public sealed interface RenewalOutcome {
  /** It was renewed, by us just now. */
  record Renewed(Held grant) implements RenewalOutcome {}

  /** Somebody else was first, or there was no need. */
  record AlreadyRenewed(Held grant) implements RenewalOutcome {}

  /**
   * Not now, and nothing is lost.
   *
   * @param atLeast after which it may work
   * @param error what the platform said; null: it was not asked, or is being asked
   */
  record RetryLater(Duration atLeast, @Nullable PlatformError error) implements RenewalOutcome {}

  /** The app is over its limit; nothing is wrong with it, or with the platform. */
  record Limited(Duration atLeast, PlatformError error) implements RenewalOutcome {}

  /** Not now, and it concerns this person alone: something bars them. */
  record Barred(Duration atLeast, PlatformError error) implements RenewalOutcome {}

  /**
   * The refresh token was presented and the answer is lost.
   *
   * @param atLeast until the probe, or until the person can be asked
   */
  record Uncertain(Duration atLeast) implements RenewalOutcome {}

  /** The platform takes nothing from this app until an operator mends its settings. */
  record Misconfigured(PlatformError error) implements RenewalOutcome {}

  /** Only the person can help. */
  record ReauthorizationRequired() implements RenewalOutcome {}

  /** It was withdrawn. */
  record Revoked() implements RenewalOutcome {}
}
