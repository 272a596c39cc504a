package dev.larkspur.application.memory;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether this instance hears of the changes that others make. Whoever listens proves again and
 * again that the line to the store is alive; without a proof for {@link #MOST}, and after every gap,
 * nothing that is remembered counts.
 */
public final class Hearing {
  /** So old may an answer from memory be at most, whatever happens to the line. */
  public static final Duration MOST = Duration.ofMillis(900);

  private final LongSupplier nanoTime;
  private volatile boolean listening;
  private volatile long upTo;
  private volatile long gaps;

  public Hearing() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime as {@link System#nanoTime}: what stands still with the machine must go on with it
   */
  public Hearing(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** From {@code time} on everything is heard. What was missed before is not known. */
  public synchronized void begin(long time) {
    gaps++;
    upTo = time;
    listening = true;
  }

  /** Everything that was done before {@code time} has been heard. */
  public void upTo(long time) {
    upTo = time;
  }

  /** Nothing is heard any more. */
  public void end() {
    listening = false;
  }

  boolean isGood() {
    return listening && nanoTime.getAsLong() - upTo < MOST.toNanos();
  }

  /** Differs if there was a gap in between. */
  long gaps() {
    return gaps;
  }
}
