package dev.larkspur.domain.authorization;

/** Why a session failed; what callers see is the name in lower case. */
public enum FailureReason {
  /** Another person consented. Their token was revoked and never used. */
  WRONG_ACCOUNT,
  /** The platform will not deliver the card: unknown person, bot not available to them. */
  CARD_UNDELIVERABLE,
  /** The platform refused the scopes: not enabled for the app, or misspelt. */
  SCOPES_REFUSED,
  /**
   * App id, secret or a switch in the platform's console is wrong: nothing will work before that is
   * mended.
   */
  APP_MISCONFIGURED,
  /**
   * The code was spent or voided without a token reaching us: by a newer one, by a lost answer, or
   * with the instance that had it.
   */
  CODE_SPENT,
  /** The platform refused for another reason; see the platform's code. */
  PLATFORM_REFUSED
}
