package dev.larkspur.application.authorization;

import java.io.Serial;
import java.time.Duration;

/** The person was asked for too often in the last minute, by all callers together. */
public final class AskedTooOften extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Duration wait;

  AskedTooOften(Duration wait) {
    super("asked too often", null, false, false);
    this.wait = wait;
  }

  /** After that the person may be asked again. */
  public Duration waitAtLeast() {
    return wait;
  }
}
