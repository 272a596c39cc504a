package dev.larkspur.domain.authorization;

/** What a session's card shows. Several states can share a face. */
public enum CardFace {
  ASKING,
  LINK,
  GRANTED,
  WITHDRAWN,
  DENIED,
  EXPIRED,
  CANCELLED,
  SUPERSEDED,
  FAILED
}
