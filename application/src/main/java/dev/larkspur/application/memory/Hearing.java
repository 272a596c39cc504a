package dev.larkspur.application.memory;

import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.Person;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What this instance hears of changes, its own and those that others make, and whether it would
 * hear of them. Whoever listens for those of others proves again and again that the line is alive;
 * without a proof for {@link #MOST}, and after every gap, nothing that is remembered counts.
 */
public final class Hearing {
  /** So old may an answer from memory be at most, whatever happens to the line. */
  public static final Duration MOST = Duration.ofMillis(900);

  private final LongSupplier nanoTime;
  private final List<Consumer<Person>> ofGrants = new CopyOnWriteArrayList<>();
  private final List<Consumer<AuthSessionId>> ofSessions = new CopyOnWriteArrayList<>();
  private final List<Runnable> ofGaps = new CopyOnWriteArrayList<>();
  private final List<Runnable> ofKeys = new CopyOnWriteArrayList<>();
  private final Fence fence = new Fence();
  private volatile boolean listening;
  private volatile long upTo;
  private volatile @Nullable Horizon horizon;
  private volatile long gaps;

  public Hearing() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime as {@link System#nanoTime}, which goes on while the process stands still
   */
  public Hearing(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** From {@code time} on everything is heard. What was missed before is not known. */
  public void begin(long time, Horizon here) {
    synchronized (this) {
      gaps++;
      fence.begin(here);
      horizon = here;
      upTo = time;
      listening = true;
    }
    ofGaps.forEach(Runnable::run);
  }

  /** Everything that was done before {@code time} has been heard. */
  public void upTo(long time, Horizon here) {
    fence.heard(time, here);
    horizon = here;
    upTo = time;
  }

  /** Nothing is heard any more. */
  public void end() {
    listening = false;
  }

  /** A grant came, changed or went. To be called when that is committed, or later. */
  public void grantChanged(Person person) {
    fence.changed(person, now()); // first: who forgets may read what is shared
    ofGrants.forEach(listener -> listener.accept(person));
  }

  /** An authorization is in another state. */
  public void sessionChanged(AuthSessionId session) {
    ofSessions.forEach(listener -> listener.accept(session));
  }

  /** A caller's key came or went. */
  public void keysChanged() {
    ofKeys.forEach(Runnable::run);
  }

  public void onGrant(Consumer<Person> listener) {
    ofGrants.add(listener);
  }

  public void onSession(Consumer<AuthSessionId> listener) {
    ofSessions.add(listener);
  }

  public void onKeys(Runnable listener) {
    ofKeys.add(listener);
  }

  /** To be told after each gap. */
  public void onGap(Runnable listener) {
    ofGaps.add(listener);
  }

  /**
   * When it was heard last that nothing else changed, as {@link System#nanoTime}; never goes back.
   * A clock for what grows old while it counts, which costs a lookup less than a real one.
   */
  public long heardAt() {
    return upTo;
  }

  /**
   * How far was heard; what is read from now on is at least as new.
   *
   * @return null: nothing is heard, and nobody may rely on what we read
   */
  public @Nullable Horizon horizon() {
    return isGood() ? horizon : null;
  }

  /**
   * Whether a person's grant is still as somebody found it who had heard so far. Sound only if what
   * is believed is then remembered by {@link Memory}, which sees to changes meanwhile.
   */
  public boolean believes(Person person, Horizon reader) {
    return fence.believes(person, reader) && isGood();
  }

  boolean isGood() {
    return listening && now() - upTo < MOST.toNanos();
  }

  /** As {@link System#nanoTime}. */
  long now() {
    return nanoTime.getAsLong();
  }

  /** Differs if there was a gap in between. */
  long gaps() {
    return gaps;
  }
}
