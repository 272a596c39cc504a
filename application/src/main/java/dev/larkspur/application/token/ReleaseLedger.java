package dev.larkspur.application.token;

import dev.larkspur.application.token.port.TokenReleases;
import dev.larkspur.application.token.port.TokenReleases.Release;
import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notes releases, and has them recorded a moment later, many at a time: a lookup waits for no
 * store. Nothing is lost when the application stops; kill -9 costs what was not recorded yet, a
 * second's worth.
 */
public final class ReleaseLedger {
  private static final int MOST_ENTRIES = 200_000; // some 30 MB, if the store is out for long
  private static final int MOST_AT_ONCE = 1_000;
  private static final int LEAST_AT_ONCE = 25;
  private static final int PARTS = 40;
  private static final int LEAST_CALLS = 5; // to a round
  private static final long MINUTE = 60;
  private static final long MICROS = 1_000_000; // in a second
  private static final int NANOS = 1_000; // in a microsecond

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

  /**
   * How often, first and last. Guarded by itself. Stays where it is while it is used, and points to
   * nothing that comes and goes, so that the collector of garbage has no work with it.
   */
  static final class Tally {
    private final Key key;
    private long count;
    private long first = Long.MAX_VALUE; // in microseconds, as the store keeps it
    private long last = Long.MIN_VALUE;
    private boolean ended; // nothing may be added

    private Tally(Key key) {
      this.key = key;
    }

    /** Whether it is of the same token, and of these. */
    boolean isOf(UUID caller, long minute) {
      return key.minute == minute && key.caller.equals(caller);
    }

    /**
     * @return false: it has ended
     */
    synchronized boolean add(long times, long from, long to) {
      if (ended) {
        return false;
      }
      count += times;
      first = Math.min(first, from);
      last = Math.max(last, to);
      return true;
    }

    /** What was added since the last time; null if nothing was. */
    synchronized @Nullable Release take() {
      if (count == 0) {
        return null;
      }
      var minute = Instant.ofEpochSecond(key.minute * MINUTE);
      var release =
          new Release(
              key.caller, key.person, key.epoch, minute, count, instant(first), instant(last));
      count = 0;
      first = Long.MAX_VALUE;
      last = Long.MIN_VALUE;
      return release;
    }

    synchronized @Nullable Release end() {
      ended = true;
      return take();
    }
  }

  private final Map<Key, Tally> noted = new ConcurrentHashMap<>();
  private final TokenReleases releases;
  private Iterator<Key> round = Collections.emptyIterator(); // of flushPart
  private int part; // of that round
  private int calls = LEAST_CALLS; // of it so far

  public ReleaseLedger(TokenReleases releases) {
    this.releases = releases;
  }

  /** Whether there is room: a release that cannot be noted must not happen. */
  boolean hasRoom() {
    return entries() < MOST_ENTRIES;
  }

  int entries() {
    return noted.size();
  }

  /** Seldom has to search, as long as it is the same caller again and again. */
  void note(UUID caller, Remembered remembered, Instant at) {
    long minute = Math.floorDiv(at.getEpochSecond(), MINUTE);
    long micros = micros(at);
    var tally = remembered.tally();
    if (tally == null || !tally.isOf(caller, minute) || !tally.add(1, micros, micros)) {
      var token = remembered.token();
      var key = new Key(caller, token.person(), token.epoch(), minute);
      remembered.keep(add(key, 1, micros, micros));
    }
  }

  private Tally add(Key key, long times, long from, long to) {
    var tally = noted.get(key); // which waits for nobody, unlike what comes next
    while (tally == null || !tally.add(times, from, to)) {
      tally = noted.computeIfAbsent(key, Tally::new); // what has ended was removed before
    }
    return tally;
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / NANOS;
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS);
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
   * Has a fortieth of it recorded, or more if it is little: to be called some forty times a second.
   * Lookups share the processors with the store, where it is on the same machine, and wait for as
   * long as a statement takes. But few releases are not to be many transactions, so that all of
   * them come to their turn each fifth time at most.
   *
   * @throws RuntimeException as {@link #flush}
   */
  public synchronized void flushPart() {
    if (!round.hasNext() && calls >= LEAST_CALLS) {
      round = noted.keySet().iterator();
      part = Math.max(Math.ceilDiv(noted.size(), PARTS), LEAST_AT_ONCE);
      calls = 0;
    }
    calls++;
    record(round, part);
  }

  private void record(Iterable<Key> keys) {
    var taken = new ArrayList<Release>();
    for (var key : keys) {
      var tally = noted.get(key);
      var release = tally == null ? null : takenFrom(tally);
      if (release != null) {
        taken.add(release);
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    try {
      releases.add(taken);
    } catch (RuntimeException e) {
      taken.forEach(this::noteAgain);
      throw e;
    }
  }

  /** What nobody used since the last time is removed, and only then ended. */
  private @Nullable Release takenFrom(Tally tally) {
    var release = tally.take();
    return release == null && noted.remove(tally.key, tally) ? tally.end() : release;
  }

  private void noteAgain(Release release) {
    long minute = Math.floorDiv(release.minute().getEpochSecond(), MINUTE);
    var key = new Key(release.caller(), release.person(), release.epoch(), minute);
    add(key, release.count(), micros(release.first()), micros(release.last()));
  }
}
