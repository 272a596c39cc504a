package dev.larkspur.domain.authorization;

/** Why a command changed nothing. */
public enum Refusal {
  UNKNOWN_SESSION,
  ALREADY_SETTLED,
  /** Pressed by somebody else than the person asked. */
  NOT_YOURS,
  /** The nonce is not this session's: a forged or foreign card. */
  OLD_CARD,
  /** A browser came back with another state than it was sent off with, or was not sent off. */
  FOREIGN_STATE,
  /** Consent was given already and is being checked. */
  TOO_LATE,
  /** Not from whoever holds the claim, or not in this state. */
  OUT_OF_ORDER
}
