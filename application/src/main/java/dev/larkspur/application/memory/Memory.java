package dev.larkspur.application.memory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a store said, kept in this process until it changes; also that there is nothing.
 *
 * <p>An answer that was on its way while somebody changed the store is not kept: whoever reads
 * marks where they began, and a change moves the mark. So what is remembered is at most as old as
 * what was not heard yet ({@link Hearing#MOST}).
 *
 * <p>Nothing is kept for ever, even so. What is still asked for when it has got some way toward its
 * end is read again meanwhile, so that only who has not been asked for lately is waited for; each
 * at an age of its own, since those that were read together would else be read together for ever.
 *
 * @param <K> by what it is found
 * @param <V> what is found
 */
public final class Memory<K, V> {
  private static final int MARKS = 1 << 12;

  /** What was found. */
  public static final class Known<V> {
    private final Optional<V> value;
    private final long time; // in which of the times between which all was forgotten
    private final long due; // to be read again, as Hearing.heardAt
    private volatile boolean taken; // somebody reads it again, or tried to

    private Known(Optional<V> value, long time, long due) {
      this.value = value;
      this.time = time;
      this.due = due;
    }

    /** Empty: that there is none. */
    public Optional<V> value() {
      return value;
    }

    private synchronized boolean take() {
      boolean first = !taken;
      taken = true;
      return first;
    }
  }

  private final ConcurrentMap<K, Known<V>> known;
  private final Function<K, Optional<V>> store;
  private final Hearing hearing;
  private final long oldest; // ns
  private final Ahead ahead;
  private final AtomicLongArray marks = new AtomicLongArray(MARKS);
  private final AtomicLong forgotten = new AtomicLong();

  /**
   * @param known bounded by whoever made it; it may lose what it likes
   * @param store asked for what is not remembered
   * @param oldest after which {@code known} loses it
   * @param aside runs what nobody waits for
   */
  public Memory(
      ConcurrentMap<K, Known<V>> known,
      Function<K, Optional<V>> store,
      Hearing hearing,
      Duration oldest,
      Executor aside) {
    this.known = known;
    this.store = store;
    this.hearing = hearing;
    this.oldest = oldest.toNanos();
    this.ahead = new Ahead(hearing, aside);
  }

  /**
   * Never waits, and allocates nothing unless it is time to read it again.
   *
   * @return null: the store has to be asked
   */
  public @Nullable Known<V> recall(K key) {
    var found = known.get(key);
    if (found == null || found.time != time() || !hearing.isGood()) {
      return null;
    }
    if (hearing.heardAt() - found.due >= 0 && !found.taken) {
      readAhead(key, found);
    }
    return found;
  }

  /** At a pace at which all that is known is read faster than it becomes due. */
  private void readAhead(K key, Known<V> found) {
    ahead.offer(oldest / 4 / Math.max(1, known.size()), found::take, () -> read(key));
  }

  /** As it is remembered, or else as the store says. */
  public Optional<V> find(K key) {
    var remembered = recall(key);
    return remembered == null ? read(key) : remembered.value;
  }

  private Optional<V> read(K key) {
    long time = time();
    int slot = slot(key);
    long mark = marks.get(slot);
    var found = store.apply(key);
    if (hearing.isGood()) {
      // in one stroke: whoever forgets moves the mark first, and then waits for this
      known.compute(
          key, (_, _) -> marks.get(slot) == mark ? new Known<>(found, time, due()) : null);
    }
    return found;
  }

  /** Before a fifth is left: somebody has to come by in that time. */
  private long due() {
    long age = ThreadLocalRandom.current().nextLong(oldest / 2, oldest / 5 * 4);
    return hearing.heardAt() + age;
  }

  /** It changed. */
  public void forget(K key) {
    marks.incrementAndGet(slot(key));
    known.remove(key);
  }

  /** Any of them may have changed. */
  public void forgetAll() {
    forgotten.incrementAndGet();
    known.clear();
  }

  private long time() {
    return hearing.gaps() + forgotten.get(); // both only grow
  }

  private static int slot(Object key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & (MARKS - 1);
  }
}
