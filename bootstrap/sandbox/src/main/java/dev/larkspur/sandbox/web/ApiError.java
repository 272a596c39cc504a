package dev.larkspur.sandbox.web;

import java.io.Serial;

/** The open API refuses: an envelope with a code. */
public final class ApiError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final long code;

  public ApiError(int status, long code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public static ApiError badRequest(long code, String message) {
    return new ApiError(400, code, message);
  }

  int status() {
    return status;
  }

  long code() {
    return code;
  }

  String msg() {
    return String.valueOf(getMessage());
  }
}
