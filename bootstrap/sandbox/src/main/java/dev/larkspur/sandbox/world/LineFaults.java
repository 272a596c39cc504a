package dev.larkspur.sandbox.world;

import java.time.Duration;

/** The knobs for lines that are open: how they are kept and how they end. All off to begin with. */
public final class LineFaults {
  private record Goodbye(Duration linger, boolean pushing) {
    static final Goodbye AT_ONCE = new Goodbye(Duration.ZERO, false);
  }

  private volatile Duration pongDelay = Duration.ZERO;
  private volatile Duration pauseBetweenParts = Duration.ZERO;
  private volatile Goodbye goodbye = Goodbye.AT_ONCE;

  /** Pongs come, but so much later. */
  public void delayPongs(Duration by) {
    pongDelay = notNegative(by);
  }

  /** Between two parts of a message; without it they come back to back. */
  public void pauseBetweenParts(Duration pause) {
    pauseBetweenParts = notNegative(pause);
  }

  /**
   * An app's Close is acknowledged only after this time.
   *
   * @param pushing whether messages still go to that line meanwhile
   */
  public void lingerOnClose(Duration time, boolean pushing) {
    goodbye = new Goodbye(notNegative(time), pushing);
  }

  public Duration pongDelay() {
    return pongDelay;
  }

  public Duration pauseBetweenParts() {
    return pauseBetweenParts;
  }

  public Duration linger() {
    return goodbye.linger();
  }

  public boolean pushesToClosing() {
    return goodbye.pushing();
  }

  void reset() {
    pongDelay = Duration.ZERO;
    pauseBetweenParts = Duration.ZERO;
    goodbye = Goodbye.AT_ONCE;
  }

  private static Duration notNegative(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a time to wait is not negative");
    }
    return time;
  }
}
