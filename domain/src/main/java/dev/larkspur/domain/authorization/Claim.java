package dev.larkspur.domain.authorization;

import java.time.Instant;
import java.util.UUID;

/**
 * Says which instance is at work on a session, and until when the others leave it alone.
 *
 * @param ticket unlike that of any other claim: a result is taken only from the holder
 */
public record Claim(UUID ticket, String owner, Instant until) {
  /** Whether it is one and the same claim; a store may have rounded its time. */
  public boolean isSameAs(Claim other) {
    return ticket.equals(other.ticket);
  }

  public boolean isLapsed(Instant now) {
    return !now.isBefore(until);
  }
}
