package dev.larkspur.domain.authorization;

/** What becomes of a request, given the session that may be open for the same person. */
public sealed interface Opening {
  AuthSession.Open session();

  /** There was none. */
  record Opened(AuthSession.Beginning session) implements Opening {}

  /** The open one is settled as {@code before}, this one takes its place; both or neither. */
  record Replaced(AuthSession.Settled before, AuthSession.Beginning session) implements Opening {}

  /** The open one now asks for more, and its card has to say so. */
  record Merged(AuthSession.Beginning session) implements Opening {}

  /** The open one already asks for all of it. */
  record Joined(AuthSession.Open session) implements Opening {}

  /**
   * The open one is about to settle and does not cover the request: to be tried again in a moment.
   */
  record Busy(AuthSession.Open session) implements Opening {}
}
