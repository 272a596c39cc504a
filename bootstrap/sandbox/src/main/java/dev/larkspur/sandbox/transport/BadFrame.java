package dev.larkspur.sandbox.transport;

import java.io.Serial;

/** Bytes that are not a frame. */
final class BadFrame extends Exception {
  @Serial private static final long serialVersionUID = 1;

  BadFrame(String message) {
    super(message);
  }
}
