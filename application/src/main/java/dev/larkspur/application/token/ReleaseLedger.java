package dev.larkspur.application.token;

import dev.larkspur.application.token.port.TokenReleases;
import dev.larkspur.application.token.port.TokenReleases.Release;
import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
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
  private static final int LEAST_AT_ONCE = 100;
  private static final int PARTS = 10;
  private static final long MINUTE = 60;

  private record Key(UUID caller, Person person, long epoch, long minute) {
    /** By hand, as is {@link #hashCode}: each lookup asks, and what records make costs more. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && epoch == that.epoch
          && minute == that.minute
          && person.equals(that.person)
          && caller.equals(that.caller);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * (person.hashCode() + caller.hashCode()) + (int) epoch) + (int) minute;
    }
  }

  /** How often, first and last. Guarded by itself; once it is taken away nothing may be added. */
  static final class Tally {
    private final Key key;
    private long count;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private boolean taken;

    private Tally(Key key) {
      this.key = key;
    }

    /** Whether it is of the same token, and of these. */
    boolean isOf(UUID caller, long minute) {
      return key.minute == minute && key.caller.equals(caller);
    }

    /**
     * @return false: it was taken away
     */
    synchronized boolean add(long times, Instant from, Instant to) {
      if (taken) {
        return false;
      }
      count += times;
      first = from.isBefore(first) ? from : first;
      last = to.isAfter(last) ? to : last;
      return true;
    }

    synchronized Tally take() {
      taken = true;
      return this;
    }
  }

  private final Map<Key, Tally> noted = new ConcurrentHashMap<>();
  private final TokenReleases releases;
  private Iterator<Key> round = Collections.emptyIterator(); // of flushPart
  private int part; // of that round

  public ReleaseLedger(TokenReleases releases) {
    this.releases = releases;
  }

  /** Whether there is room: a release that cannot be noted must not happen. */
  boolean hasRoom() {
    return noted.size() < MOST_ENTRIES;
  }

  /** Seldom has to search, as long as it is the same caller again and again. */
  void note(UUID caller, Remembered remembered, Instant at) {
    long minute = Math.floorDiv(at.getEpochSecond(), MINUTE);
    var tally = remembered.tally();
    if (tally == null || !tally.isOf(caller, minute) || !tally.add(1, at, at)) {
      var token = remembered.token();
      remembered.keep(add(new Key(caller, token.person(), token.epoch(), minute), 1, at, at));
    }
  }

  private Tally add(Key key, long times, Instant from, Instant to) {
    var tally = noted.get(key); // which waits for nobody, unlike what comes next
    while (tally == null || !tally.add(times, from, to)) {
      tally = noted.computeIfAbsent(key, Tally::new); // what is taken was removed before
    }
    return tally;
  }

  /**
   * Has everything recorded that was noted before.
   *
   * @throws RuntimeException what the store throws; then it is all noted still
   */
  public void flush() {
    record(noted.keySet().iterator(), Integer.MAX_VALUE);
  }

  private void record(Iterator<Key> keys, int most) {
    var batch = new ArrayList<Key>();
    for (int i = 0; i < most && keys.hasNext(); i++) {
      batch.add(keys.next());
      if (batch.size() == MOST_AT_ONCE) {
        record(batch);
        batch.clear();
      }
    }
    record(batch);
  }

  /**
   * Has a tenth of it recorded, or all if it is little: to be called ten times a second, so that
   * lookups are not held up by all of it at once.
   *
   * @throws RuntimeException as {@link #flush}
   */
  public synchronized void flushPart() {
    if (!round.hasNext()) {
      round = noted.keySet().iterator();
      part = Math.max(noted.size() / PARTS, LEAST_AT_ONCE);
    }
    record(round, part);
  }

  private void record(Iterable<Key> keys) {
    var taken = new HashMap<Key, Tally>();
    for (var key : keys) {
      var tally = noted.remove(key); // what is noted from now on begins anew
      if (tally != null && tally.take().count > 0) { // zero: whoever made it comes too late
        taken.put(key, tally);
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    try {
      releases.add(taken.entrySet().stream().map(e -> release(e.getKey(), e.getValue())).toList());
    } catch (RuntimeException e) {
      taken.forEach((key, tally) -> add(key, tally.count, tally.first, tally.last));
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
