package dev.larkspur.adapters.httpclient;

import dev.larkspur.domain.token.Scopes;

/** What the platform has against a call's token. */
sealed interface Complaint {
  /** Nothing: the call failed for a reason of its own. */
  record None() implements Complaint {}

  /** It should be good, and is not taken. */
  record NotTaken() implements Complaint {}

  /**
   * Its person did not consent to all that the call needs.
   *
   * @param needed not empty; they may have consented to some of it
   */
  record TooNarrow(Scopes needed) implements Complaint {}
}
