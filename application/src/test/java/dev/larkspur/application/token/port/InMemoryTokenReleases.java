package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Releases in memory. */
public final class InMemoryTokenReleases implements TokenReleases {
  private record Release(UUID caller, Person person, long epoch, Instant at) {}

  private final List<Release> releases = new CopyOnWriteArrayList<>();

  @Override
  public void record(UUID caller, Person person, long epoch, Instant at) {
    releases.add(new Release(caller, person, epoch, at));
  }

  public long count(UUID caller, Person person, long epoch) {
    return releases.stream()
        .filter(r -> r.caller.equals(caller) && r.person.equals(person) && r.epoch == epoch)
        .count();
  }
}
