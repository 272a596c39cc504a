package dev.larkspur.sandbox.transport;

import java.util.concurrent.atomic.LongAdder;

/** Counts messages that went to a line which the app had begun to close, or closed meanwhile. */
public final class LastWords {
  private final LongAdder pushed = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder crossed = new LongAdder();

  void count(boolean wasClosing, boolean isClosing, boolean wasAnswered) {
    if (wasClosing) {
      pushed.increment();
      if (wasAnswered) {
        answered.increment();
      }
    } else if (isClosing && !wasAnswered) {
      crossed.increment();
    }
  }

  /** Sent when the app's Close had been received and was not acknowledged yet. */
  public long pushedToClosing() {
    return pushed.sum();
  }

  /** Of these, the ones that were answered in time, over whatever line. */
  public long answeredOfThese() {
    return answered.sum();
  }

  /** Sent before the app's Close came in, and not answered: the two may have crossed. */
  public long unansweredBeforeClose() {
    return crossed.sum();
  }
}
