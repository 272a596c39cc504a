package dev.larkspur.domain.token;

/** What can be had from a grant. */
public enum GrantState {
  /** A token, at once or after a refresh. */
  ACTIVE,
  /**
   * Its token as long as it lasts. The refresh token was presented and the answer is lost, so
   * nobody knows yet whether there will be another.
   */
  UNCERTAIN,
  /** Nothing new: the person has to be asked again. */
  NEEDS_REAUTHORIZATION,
  /** Nothing: it was withdrawn. */
  REVOKED
}
