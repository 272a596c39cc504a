package dev.larkspur.application.token;

import dev.larkspur.application.Entropy;
import dev.larkspur.domain.token.Attempt;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Makes this instance's attempts.
 *
 * @param owner names the instance, for people who read the table
 * @param life longer than a refresh and what is stored of it can take
 */
public record Attempts(String owner, Duration life, Entropy entropy, InstantSource clock) {
  private static final long EPOCH_OF_THE_GRANT = 0; // the table puts it in

  public Attempt fresh() {
    var now = clock.instant();
    return new Attempt(entropy.uuid(), EPOCH_OF_THE_GRANT, owner, now, now.plus(life));
  }
}
