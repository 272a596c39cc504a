package dev.larkspur.application.token.port;

import java.io.Serial;
import java.time.Duration;

/**
 * The platform did not answer, was out of order, or said to come later. Nothing is known to have
 * failed.
 */
public final class PlatformUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Duration wait;

  /**
   * @param doing what was being done; without secrets
   * @param wait how long to wait at least; zero where the platform did not say
   */
  public PlatformUnavailable(String doing, Duration wait, Throwable cause) {
    super(doing, cause);
    this.wait = wait;
  }

  public PlatformUnavailable(String doing, Duration wait) {
    super(doing);
    this.wait = wait;
  }

  public Duration waitAtLeast() {
    return wait;
  }
}
