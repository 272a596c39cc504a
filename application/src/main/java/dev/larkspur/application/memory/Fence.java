package dev.larkspur.application.memory;

import dev.larkspur.domain.identity.Person;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether what another instance read is still so.
 *
 * <p>It is if it was read by somebody who had heard of every change of it that we have heard of,
 * and if all later ones are told to us. People share places here: one who changed can only make
 * what is known of another look older than it is.
 */
final class Fence {
  private static final int PLACES = 1 << 14;

  /** Those that changed, with when, until it is known below which number all that was. */
  private final ConcurrentMap<Integer, Long> changed = new ConcurrentHashMap<>();

  private final AtomicLongArray known = new AtomicLongArray(PLACES);
  private volatile @Nullable Horizon first;

  /** From here on every change is told. */
  void begin(Horizon here) {
    first = here;
    for (int place = 0; place < PLACES; place++) {
      known.set(place, 0); // of another history, perhaps; and all before this is refused anyway
    }
  }

  void changed(Person person, long time) {
    changed.merge(place(person), time, (one, other) -> one - other > 0 ? one : other);
  }

  /** Whatever was changed before {@code asked} is behind {@code horizon}. */
  void heard(long asked, Horizon horizon) {
    changed.forEach(
        (place, time) -> {
          if (time - asked < 0) {
            known.set(place, horizon.next()); // before it is removed: see believes()
            changed.remove(place, time);
          }
        });
  }

  boolean believes(Person person, Horizon reader) {
    var begun = first;
    int place = place(person);
    return begun != null
        && begun.history().equals(reader.history())
        && reader.over() >= begun.next()
        && !changed.containsKey(place)
        && reader.over() >= known.get(place);
  }

  private static int place(Person person) {
    int hash = person.hashCode();
    return (hash ^ hash >>> 16) & (PLACES - 1);
  }
}
