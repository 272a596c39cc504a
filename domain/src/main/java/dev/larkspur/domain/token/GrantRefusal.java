package dev.larkspur.domain.token;

/** Why a command changed nothing. */
public enum GrantRefusal {
  /** There is no grant. */
  UNKNOWN,
  /** The refresh token is being presented at this moment. */
  IN_FLIGHT,
  /** The platform wants us to wait, or was out of order a moment ago. */
  NOT_YET,
  /** It was presented, the answer is lost, and the time of the probe has not come or is over. */
  UNCERTAIN,
  /** The platform gave no refresh token. */
  NOT_REFRESHABLE,
  /** The platform refused to renew it for good. */
  ENDED,
  /** It was withdrawn. */
  REVOKED,
  /** The answer is about a pair or an attempt that is no longer the present one. */
  SUPERSEDED
}
