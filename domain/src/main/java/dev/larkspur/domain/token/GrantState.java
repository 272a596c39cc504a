package dev.larkspur.domain.token;

/** What can be had from a grant. */
public enum GrantState {
  /** Its access token is valid. */
  ACTIVE,
  /** Its token is over: the person has to be asked again. */
  NEEDS_REAUTHORIZATION
}
