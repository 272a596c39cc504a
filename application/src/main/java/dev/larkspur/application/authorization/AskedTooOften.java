package dev.larkspur.application.authorization;

import java.io.Serial;
import java.time.Duration;

/** The person was asked for too often in the last minute, by all callers together. */
public final class AskedTooOften extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Duration wait;

  AskedTooOften(Duration wait) {
    super("asked too often in the last minute; again " + inSeconds(wait), null, false, false);
    this.wait = wait;
  }

  private static String inSeconds(Duration wait) {
    return "in " + Math.max(1, wait.plusNanos(999_999_999).toSeconds()) + " s";
  }

  /** After that the person may be asked again. */
  public Duration waitAtLeast() {
    return wait;
  }
}
