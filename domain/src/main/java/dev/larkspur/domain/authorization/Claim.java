package dev.larkspur.domain.authorization;

import java.time.Instant;
import java.util.UUID;

/**
 * Says which instance is at work on a session, and until when the others leave it alone.
 *
 * @param ticket unlike that of any other claim: a result is taken only from the holder
 */
public record Claim(UUID ticket, String owner, Instant until) {
  public boolean isLapsed(Instant now) {
    return !now.isBefore(until);
  }
}
