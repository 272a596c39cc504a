package dev.larkspur.sandbox.web;

import java.io.Serial;
import java.util.List;

/** The open API refuses: an envelope with a code. */
public final class ApiError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final long code;
  private final String violation;
  private final String[] subjects;

  private ApiError(int status, long code, String message, String violation, List<String> subjects) {
    super(message);
    this.status = status;
    this.code = code;
    this.violation = violation;
    this.subjects = subjects.toArray(String[]::new);
  }

  public ApiError(int status, long code, String message) {
    this(status, code, message, "", List.of());
  }

  public static ApiError badRequest(long code, String message) {
    return new ApiError(400, code, message);
  }

  /**
   * One of these scopes is missing; {@code violation} says whether the app or the person must act.
   */
  public static ApiError missingScopes(
      long code, String message, String violation, List<String> scopes) {
    return new ApiError(400, code, message, violation, scopes);
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

  String violation() {
    return violation;
  }

  List<String> subjects() {
    return List.of(subjects);
  }
}
