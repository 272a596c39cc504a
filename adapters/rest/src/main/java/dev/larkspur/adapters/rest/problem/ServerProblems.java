package dev.larkspur.adapters.rest.problem;

import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/**
 * Problem details for what reaches no filter, such as a request line that is too long, and for the
 * paths that are not ours. Only where the whole server is ours.
 */
@Singleton
@Requires(property = "larkspur.rest.owns-server", value = "true")
final class ServerProblems implements ErrorResponseProcessor<Problem> {
  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    var problem =
        Problems.ofStatus(response.code())
            .orElseGet(() -> Problem.of(ProblemCode.INTERNAL_ERROR, "The cause is in the log."));
    return response
        .body(problem)
        .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
