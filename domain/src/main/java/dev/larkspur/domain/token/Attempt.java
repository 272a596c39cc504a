package dev.larkspur.domain.token;

import java.time.Instant;
import java.util.UUID;

/**
 * One presentation of a refresh token. Written down before the token is sent, so that nobody else
 * sends it, whatever becomes of the sender.
 *
 * @param id unlike that of any other attempt: an answer counts only for the attempt that it answers
 * @param epoch of the grant whose refresh token it presents
 * @param owner names the instance, for people who read the table
 * @param until an answer is expected no longer than that; later than any call takes
 */
public record Attempt(UUID id, long epoch, String owner, Instant startedAt, Instant until) {
  /** Whether it is one and the same; a store may have rounded its times. */
  public boolean isSameAs(Attempt other) {
    return id.equals(other.id);
  }

  public boolean isLapsed(Instant now) {
    return !now.isBefore(until);
  }

  /** Its one answer was taken already; what says so again is an echo. */
  boolean isClosed() {
    return until.equals(startedAt);
  }

  Attempt closed() {
    return new Attempt(id, epoch, owner, startedAt, startedAt);
  }

  /** Nobody waits for its answer any longer. */
  Attempt lapsedAt(Instant now) {
    return isLapsed(now) ? this : new Attempt(id, epoch, owner, startedAt, now);
  }
}
