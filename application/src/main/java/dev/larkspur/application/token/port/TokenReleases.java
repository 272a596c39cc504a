package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.UUID;

/** The record of who was handed whose token. */
public interface TokenReleases {
  /**
   * Counts one release. Those of the same caller, person and epoch within a minute share an entry
   * with their number, the first and the last time.
   */
  void record(UUID caller, Person person, long epoch, Instant at);
}
