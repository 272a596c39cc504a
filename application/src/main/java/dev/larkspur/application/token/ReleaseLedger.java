package dev.larkspur.application.token;

import dev.larkspur.application.token.port.TokenReleases;
import dev.larkspur.application.token.port.TokenReleases.Release;
import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes releases, and has them recorded a moment later, many at a time: a lookup waits for no
 * store. Nothing is lost when the application stops; kill -9 costs what was not recorded yet, a
 * second's worth.
 */
public final class ReleaseLedger {
  private static final int MOST_ENTRIES = 200_000; // some 30 MB, if the store is out for long
  private static final int MOST_AT_ONCE = 1_000;
  private static final long MINUTE = 60;

  private record Key(UUID caller, Person person, long epoch, long minute) {}

  /** How often, first and last; immutable, so that whoever takes it away has it whole. */
  private record Tally(long count, Instant first, Instant last) {
    Tally plus(Tally other) {
      return new Tally(
          count + other.count,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  private final Map<Key, Tally> noted = new ConcurrentHashMap<>();
  private final TokenReleases releases;

  public ReleaseLedger(TokenReleases releases) {
    this.releases = releases;
  }

  /** Whether there is room: a release that cannot be noted must not happen. */
  boolean hasRoom() {
    return noted.size() < MOST_ENTRIES;
  }

  void note(UUID caller, Person person, long epoch, Instant at) {
    var key = new Key(caller, person, epoch, Math.floorDiv(at.getEpochSecond(), MINUTE));
    noted.merge(key, new Tally(1, at, at), Tally::plus);
  }

  /**
   * Has everything recorded that was noted before.
   *
   * @throws RuntimeException what the store throws; then it is all noted still
   */
  public void flush() {
    var batch = new ArrayList<Key>(MOST_AT_ONCE);
    for (var key : noted.keySet()) {
      batch.add(key);
      if (batch.size() == MOST_AT_ONCE) {
        record(batch);
        batch.clear();
      }
    }
    record(batch);
  }

  private void record(Iterable<Key> keys) {
    var taken = new HashMap<Key, Tally>();
    for (var key : keys) {
      var tally = noted.remove(key); // what is noted from now on begins anew
      if (tally != null) {
        taken.put(key, tally);
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    try {
      releases.add(taken.entrySet().stream().map(e -> release(e.getKey(), e.getValue())).toList());
    } catch (RuntimeException e) {
      taken.forEach((key, tally) -> noted.merge(key, tally, Tally::plus));
      throw e;
    }
  }

  private static Release release(Key key, Tally tally) {
    return new Release(
        key.caller,
        key.person,
        key.epoch,
        Instant.ofEpochSecond(key.minute * MINUTE),
        tally.count,
        tally.first,
        tally.last);
  }
}
