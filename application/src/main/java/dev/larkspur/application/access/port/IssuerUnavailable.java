package dev.larkspur.application.access.port;

import java.io.Serial;

/** Whether a token is good cannot be told: the issuer's keys are not to be had. It passes. */
public final class IssuerUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  public IssuerUnavailable(Throwable cause) {
    super("the keys of the callers' issuer cannot be had", cause);
  }
}
