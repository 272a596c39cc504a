package dev.larkspur.adapters.rest.problem;

import dev.larkspur.adapters.rest.answer.FieldError;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.application.access.port.IssuerUnavailable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes answers of problems, and problems of what the framework or the world lets go wrong. */
public final class Problems {
  /** Names a failure in its answer and in the log. */
  public static final String REQUEST_ID = "X-Request-Id";

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String A_MOMENT = "1"; // seconds
  private static final String ISSUER_IS_OUT =
      "The issuer of this token does not tell its keys at present, so it cannot be checked.";

  public static MutableHttpResponse<Problem> answer(Problem problem) {
    var answer =
        HttpResponse.<Problem>status(problem.code().status())
            .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
            .body(problem);
    if (problem.retryable()) {
      answer.header(HttpHeaders.RETRY_AFTER, A_MOMENT);
    }
    if (problem.code() == ProblemCode.PAYLOAD_TOO_LARGE) {
      answer.header(HttpHeaders.CONNECTION, "close"); // the rest of it is not read
    }
    return answer;
  }

  /** With the time after which it may work, which is told in whole seconds and is at least one. */
  public static MutableHttpResponse<Problem> answer(Problem problem, Duration atLeast) {
    long seconds = Math.max(1, atLeast.plusNanos(999_999_999).toSeconds());
    var answer = answer(problem);
    answer.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    return answer;
  }

  /** A failure that is not the caller's. It is logged here, once; nothing of it is told. */
  public static MutableHttpResponse<Problem> failure(HttpRequest<?> request, Throwable failure) {
    if (failure instanceof IssuerUnavailable) { // logged where the keys are fetched: less often
      return answer(Problem.of(ProblemCode.STORE_UNAVAILABLE, ISSUER_IS_OUT));
    }
    var id = UUID.randomUUID().toString();
    var what = request.getMethodName() + " " + request.getPath();
    LOG.error("{} failed; {}: {}", what, REQUEST_ID, id, failure);
    var code =
        StoreOutage.isBehind(failure) ? ProblemCode.STORE_UNAVAILABLE : ProblemCode.INTERNAL_ERROR;
    return answer(Problem.of(code, "The cause is in the server's log under " + id + "."))
        .header(REQUEST_ID, id);
  }

  /** Whoever shows nothing that is good; {@code challenge} is for {@code WWW-Authenticate}. */
  static MutableHttpResponse<Problem> unauthenticated(String detail, String challenge) {
    return answer(Problem.of(ProblemCode.UNAUTHENTICATED, detail))
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }

  /** What one of the framework's own refusals means to a caller; empty if it is none of those. */
  static Optional<Problem> ofStatus(int status) {
    return Optional.ofNullable(
        switch (status) {
          case 400 -> Problem.invalid(List.of(new FieldError("request", "cannot be read")));
          case 401 ->
              Problem.of(
                  ProblemCode.UNAUTHENTICATED, "Send Authorization: Bearer and a valid key.");
          case 403 -> Problem.of(ProblemCode.FORBIDDEN, "The request is not allowed.");
          case 404 ->
              Problem.of(
                  ProblemCode.NOT_FOUND, "No call has this path; the OpenAPI document lists all.");
          case 405 ->
              Problem.of(
                  ProblemCode.METHOD_NOT_ALLOWED, "This path does not know the request's method.");
          case 406 ->
              Problem.of(
                  ProblemCode.NOT_ACCEPTABLE,
                  "Answers are application/json, and where a path ends in /events text/event-stream.");
          case 413 ->
              Problem.of(
                  ProblemCode.PAYLOAD_TOO_LARGE,
                  "The address, the headers or the body are longer than the server reads.");
          case 415 ->
              Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
          default -> null;
        });
  }

  private Problems() {}
}
