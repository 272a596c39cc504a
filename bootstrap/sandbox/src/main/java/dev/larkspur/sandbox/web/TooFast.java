package dev.larkspur.sandbox.web;

import dev.larkspur.sandbox.world.RateWindow;
import java.io.Serial;

/** Over the app's limit: HTTP 429, code 99991400, and when to come back. */
public final class TooFast extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int limit;
  private final long resetSeconds;

  public TooFast(RateWindow.Exceeded exceeded) {
    super("request trigger frequency limit");
    limit = exceeded.limit();
    resetSeconds = exceeded.resetSeconds();
  }

  int limit() {
    return limit;
  }

  long resetSeconds() {
    return resetSeconds;
  }
}
