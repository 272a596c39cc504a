package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.TokenPair;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Pairs that nobody here uses any more and that the platform still has to be told of. Durable, and
 * shared by all instances. One is added when a grant is withdrawn: see {@link Grants#advance}.
 */
public interface Revocations {
  /**
   * A pair to be made worthless.
   *
   * @param attempts made in vain so far
   */
  record Pending(UUID id, Person person, TokenPair pair, int attempts, Instant since) {}

  /** One more, due at once: a pair that came when nobody could use it any more. */
  void add(Person person, TokenPair pair, Instant at);

  /**
   * Takes some that are due, the oldest first; nobody else gets them before {@code until}, but by
   * {@link #leaseOf}.
   */
  List<Pending> lease(Instant now, Instant until, int most);

  /**
   * Those of one person that are due, and those whose first try has no end yet, though another be
   * at it: the platform may be told twice.
   */
  List<Pending> leaseOf(Person person, Instant now, Instant until);

  /** The platform knows, or will never listen: it is forgotten. */
  void done(UUID id);

  /** To be tried again at {@code at}. Counts as an attempt. */
  void again(UUID id, Instant at);
}
