package dev.larkspur.application.memory;

import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
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
 * @param <K> by what it is found
 * @param <V> what is found
 */
public final class Memory<K, V> {
  private static final int MARKS = 1 << 12;

  /**
   * What was found.
   *
   * @param value empty: that there is none
   * @param time in which of the times between which all was forgotten
   */
  public record Known<V>(Optional<V> value, long time) {}

  private final ConcurrentMap<K, Known<V>> known;
  private final Function<K, Optional<V>> store;
  private final Hearing hearing;
  private final AtomicLongArray marks = new AtomicLongArray(MARKS);
  private final AtomicLong forgotten = new AtomicLong();

  /**
   * @param known bounded by whoever made it; it may lose what it likes
   * @param store asked for what is not remembered
   */
  public Memory(ConcurrentMap<K, Known<V>> known, Function<K, Optional<V>> store, Hearing hearing) {
    this.known = known;
    this.store = store;
    this.hearing = hearing;
  }

  /**
   * Never waits, and allocates nothing.
   *
   * @return null: the store has to be asked
   */
  public @Nullable Known<V> recall(K key) {
    var found = known.get(key);
    return found != null && found.time == time() && hearing.isGood() ? found : null;
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
      known.compute(key, (_, _) -> marks.get(slot) == mark ? new Known<>(found, time) : null);
    }
    return found;
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
