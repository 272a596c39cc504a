package dev.larkspur.sandbox.web;

import java.io.Serial;

/** The line is not opened; why is in the headers that were set. */
public final class HandshakeRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;

  public HandshakeRefused(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
