package dev.larkspur.sandbox.web;

import java.io.Serial;

/** An OAuth endpoint refuses: RFC 6749's error, with the platform's code where it has one. */
public final class OAuthError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** For the answers of RFC 8628, which have no code of the platform's own. */
  private static final int NO_CODE = 0;

  private final int status;
  private final int code;
  private final String error;

  public OAuthError(int status, int code, String error, String description) {
    super(description);
    this.status = status;
    this.code = code;
    this.error = error;
  }

  public OAuthError(int code, String error, String description) {
    this(400, code, error, description);
  }

  public OAuthError(String error, String description) {
    this(NO_CODE, error, description);
  }

  int status() {
    return status;
  }

  boolean hasCode() {
    return code != NO_CODE;
  }

  public int code() {
    return code;
  }

  public String error() {
    return error;
  }

  String description() {
    return String.valueOf(getMessage());
  }
}
