package dev.larkspur.application.authorization;

import java.io.Serial;
import java.time.Duration;

/** The requests before this one take too long: the store is slow, or out. */
public final class TooManyAtOnce extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Duration wait;

  TooManyAtOnce(Duration wait) {
    super("too many requests at once", null, false, false);
    this.wait = wait;
  }

  public Duration waitAtLeast() {
    return wait;
  }
}
