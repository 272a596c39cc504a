package dev.larkspur.adapters.feishu.subscribe;

/** What became of an event with one subscriber. */
enum Outcome {
  HANDLED(true),
  /** It had come before and was handled then. */
  KNOWN(true),
  /** It has come before, and somebody is at it. */
  UNDER_WAY(false),
  FAILED(false),
  /** Too many were waiting. */
  TURNED_AWAY(false),
  /** It is being handled, or waits for that, but the platform waits no longer. Counted besides. */
  LATE(false);

  private final boolean done;

  Outcome(boolean done) {
    this.done = done;
  }

  /** Whether the platform need not deliver it again. */
  boolean isDone() {
    return done;
  }
}
