package dev.larkspur.embedded.postgres;

/** The embedded PostgreSQL cannot be had; the message is meant for whoever started it. */
public final class EmbeddedPostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedPostgresException(String message) {
    super(message);
  }

  EmbeddedPostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
