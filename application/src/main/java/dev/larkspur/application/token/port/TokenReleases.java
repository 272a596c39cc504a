package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The record of who was handed whose token. Durable. */
public interface TokenReleases {
  /**
   * Releases of one grant's token to one caller within a minute.
   *
   * @param caller the caller's key
   * @param epoch of the grant
   */
  record Release(
      UUID caller,
      Person person,
      long epoch,
      Instant minute,
      long count,
      Instant first,
      Instant last) {}

  /**
   * Adds these to what is recorded: of the same caller, person, epoch and minute there is one
   * entry, with the sum of the counts, the first and the last time. All or nothing.
   *
   * @param releases no two of the same entry
   */
  void add(List<Release> releases);
}
