package dev.larkspur.application.authorization;

import dev.larkspur.application.Entropy;
import dev.larkspur.domain.authorization.Claim;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Makes this instance's claims.
 *
 * @param owner names the instance, for people who read the table
 * @param life longer than any call that is made under a claim
 */
public record Claims(String owner, Duration life, Entropy entropy, InstantSource clock) {
  public Claim fresh() {
    return new Claim(entropy.uuid(), owner, clock.instant().plus(life));
  }

  /** For a code, which nobody can take over: long enough to insist on storing what it brings. */
  Claim forCode() {
    return new Claim(entropy.uuid(), owner, clock.instant().plus(life.multipliedBy(3)));
  }

  /** The same claim, with its whole life before it again. */
  Claim prolonged(Claim mine) {
    return new Claim(mine.ticket(), owner, clock.instant().plus(life));
  }
}
