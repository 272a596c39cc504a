package dev.larkspur.domain.token;

import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What of a grant is needed to lend its token, again and again: all but the refresh token, which
 * nobody who lends has to have.
 *
 * @param wanted as {@link Grant.Held#wanted}
 * @param uncertain whether the grant was uncertain when this was made of it
 */
public record Lendable(
    Person person,
    Secret access,
    Instant issuedAt,
    Instant expiresAt,
    Scopes scopes,
    long epoch,
    boolean wanted,
    boolean uncertain) {

  /** Nothing of a grant that is not held. */
  public static Optional<Lendable> of(Grant grant, Instant now) {
    return grant instanceof Grant.Held held ? Optional.of(of(held, now)) : Optional.empty();
  }

  public static Lendable of(Grant.Held grant, Instant now) {
    var pair = grant.pair();
    return new Lendable(
        grant.person(),
        pair.access(),
        pair.issuedAt(),
        pair.expiresAt(),
        pair.scopes(),
        grant.epoch(),
        grant.wanted(),
        grant.isUncertain(now));
  }

  /**
   * @param same equal to its own
   */
  public Lendable sharing(Scopes same) {
    return new Lendable(person, access, issuedAt, expiresAt, same, epoch, wanted, uncertain);
  }

  /** What remains of its life, negative once it is over. */
  public Duration left(Instant now) {
    return Duration.between(now, expiresAt);
  }
}
