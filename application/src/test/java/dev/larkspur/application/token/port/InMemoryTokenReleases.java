package dev.larkspur.application.token.port;

import dev.larkspur.domain.identity.Person;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Releases in memory. */
public final class InMemoryTokenReleases implements TokenReleases {
  private final List<Release> releases = new CopyOnWriteArrayList<>();

  @Override
  public void add(List<Release> more) {
    releases.addAll(more);
  }

  public long count(UUID caller, Person person, long epoch) {
    return releases.stream()
        .filter(r -> r.caller().equals(caller) && r.person().equals(person) && r.epoch() == epoch)
        .mapToLong(Release::count)
        .sum();
  }
}
