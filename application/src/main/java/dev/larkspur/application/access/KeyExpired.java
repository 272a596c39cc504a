package dev.larkspur.application.access;

import java.io.Serial;
import java.time.Instant;

/** The caller's time is over, so that another key of theirs would be good for nothing. */
public final class KeyExpired extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Instant at;

  KeyExpired(Instant at) {
    super("expired at " + at, null, false, false);
    this.at = at;
  }

  public Instant at() {
    return at;
  }
}
