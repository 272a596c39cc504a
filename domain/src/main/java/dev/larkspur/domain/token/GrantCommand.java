package dev.larkspur.domain.token;

import java.time.Duration;
import java.time.Instant;

/** Something that happened to a grant. */
public sealed interface GrantCommand {
  /**
   * Somebody wants a new pair and is ready to present the refresh token.
   *
   * @param attempt whose epoch is left to the table: it presents what is there
   */
  record Renew(Need need, Attempt attempt) implements GrantCommand {}

  /** What the present pair falls short of. */
  sealed interface Need {
    /** Its time has come, as the schedule says. */
    record Due(RenewalSchedule schedule) implements Need {}

    /** A caller needs a token that lasts so long. */
    record Lasting(Duration minTtl) implements Need {}

    /** A caller says that the token of this epoch does not serve. */
    record Newer(long thanEpoch) implements Need {}
  }

  /** How a presentation ended. */
  sealed interface Answered extends GrantCommand {
    Attempt attempt();
  }

  /** The next pair: it exists only in this answer. */
  record Renewed(Attempt attempt, TokenPair pair) implements Answered {}

  /**
   * The platform turned the request away without looking at the token.
   *
   * @param atLeast how long it wants us to wait
   */
  record TurnedAway(Attempt attempt, PlatformError error, Duration atLeast) implements Answered {}

  /** The request may have been carried out, and nobody will tell. */
  record NoAnswer(Attempt attempt, PlatformError error) implements Answered {}

  /** The platform will never renew it. */
  record Refused(Attempt attempt, Ending why, PlatformError error) implements Answered {}

  /** Its token was looked up. */
  record LookedUp() implements GrantCommand {}

  /** The person was asked to consent anew, of our own accord. */
  record AskedAnew(Instant at) implements GrantCommand {}

  /** It is withdrawn. */
  record Revoke() implements GrantCommand {}

  /**
   * The person withdraws what they consented to in this session, and nothing newer.
   *
   * @param consent with the session in which it was given
   */
  record RevokeConsent(Consent consent) implements GrantCommand {}
}
