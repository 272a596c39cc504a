package dev.larkspur.domain.token;

/** Why a grant cannot be refreshed any more; what callers see is the name in lower case. */
public enum Ending {
  /** The refresh token, or the consent behind it, is too old. */
  EXPIRED(true),
  /** It was revoked at the platform: by the person, or by an administrator there. */
  REVOKED_AT_PLATFORM(true),
  /**
   * The platform says that it was used before: an answer of ours was lost, or somebody else has it.
   */
  ALREADY_USED(true),
  /** The platform does not know it. */
  INVALID(true),
  /** The person left the company, or their account is frozen: nobody can be asked. */
  PERSON_INACTIVE(false);

  private final boolean asks;

  Ending(boolean asks) {
    this.asks = asks;
  }

  /** Whether a new consent would help, and the person can give it. */
  public boolean asks() {
    return asks;
  }
}
