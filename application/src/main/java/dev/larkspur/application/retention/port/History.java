package dev.larkspur.application.retention.port;

import java.time.Instant;

/** What is over and kept for a while. Durable, and shared by all instances. */
public interface History {
  /** What is kept. */
  enum Kind {
    /** Settled sessions, with their cards. The session of a standing grant stays. */
    SESSIONS,
    /** The journal of presentations, but for those of pairs that may still be the present ones. */
    ATTEMPTS,
    /** Requests that were counted; those of the last minute are never old. */
    REQUESTS,
    /** Events that were handled, or taken and never handled. */
    EVENTS,
    /** Answers to requests that were marked with a key. */
    ANSWERS
  }

  /**
   * Takes the clean-up for this instance: nobody else gets it before {@code until}.
   *
   * @return whether it was free
   */
  boolean take(Instant now, Instant until);

  /**
   * Removes what was over before {@code before}, in one short transaction.
   *
   * @return how many were removed, at most {@code most}; fewer: there are no more
   */
  int remove(Kind kind, Instant before, int most);
}
