package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.AppId;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.Grant;
import dev.larkspur.domain.token.GrantDecision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * People's standing consents, one per person. Durable, and shared by all instances.
 *
 * <p>A grant is born when a session is granted, in the same stroke: see {@code
 * AuthSessions.advance}. The steps that are passed in must be pure: after a lost race they are run
 * again on what the winner left.
 */
public interface Grants {
  Optional<Grant> find(Person person);

  /**
   * Stores what {@code step} decides for the grant as it is now, atomically across all instances.
   *
   * <p>An attempt that begins is written into the journal in the same stroke, and so is how it
   * ended; the journal refuses a second presentation of an epoch's refresh token, and a second
   * probe. A pair that is to be made worthless is handed to {@link Revocations} in the same stroke.
   * When this returns, all of it is durable. An unknown person is refused, not thrown.
   */
  GrantDecision advance(Person person, Function<Grant, GrantDecision> step);

  /** Which of those that are due. */
  enum Due {
    ALL,
    /** Not the probes of lost answers. */
    UNSPENT
  }

  /** Whether {@link #advanceDue} would find some of {@link Due#ALL}. */
  boolean anyDue(AppId app, Instant now);

  /**
   * As {@link #advance}, for grants that are due to be renewed and that nobody else is at: those
   * whose tokens are in use by the earliest deadline first, then the others likewise. Where very
   * many are due, deadlines are compared among those that have been due for the longest.
   *
   * @param most how many at the most
   * @return what was decided and stored, in the order of urgency; nothing if one of them could not
   *     be read, decided or stored: that one is put off, the others are due still
   */
  List<GrantDecision> advanceDue(
      AppId app, Due which, Instant now, int most, Function<Grant, GrantDecision> step);

  /** People who are to be asked to consent anew; the longest due first. */
  List<Person> toAsk(AppId app, Instant now, int most);
}
