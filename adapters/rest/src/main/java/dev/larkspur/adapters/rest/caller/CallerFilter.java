package dev.larkspur.adapters.rest.caller;

import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.problem.Problems;
import dev.larkspur.application.access.RecogniseCaller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a key. Stands before every path below ours, known or not, so that a stranger does
 * not learn which there are.
 */
@ServerFilter({Routes.V1 + "/**", Routes.ADMIN + "/**"})
final class CallerFilter {
  static final String CALLER = "larkspur.caller";

  private final RecogniseCaller recognise;

  CallerFilter(RecogniseCaller recognise) {
    this.recognise = recognise;
  }

  /** Null lets the request pass. */
  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable HttpResponse<?> recognise(HttpRequest<?> request) {
    try {
      var key = PresentedKey.in(request);
      if (key.isEmpty()) {
        return stranger("Bearer realm=\"larkspur\"");
      }
      var caller = recognise.handle(key.get().text());
      if (caller.isEmpty()) {
        return stranger("Bearer realm=\"larkspur\", error=\"invalid_token\"");
      }
      request.setAttribute(CALLER, caller.get());
      return null;
    } catch (RuntimeException e) {
      return Problems.failure(request, e); // a path without a controller has nobody else to say so
    }
  }

  private static HttpResponse<Problem> stranger(String challenge) {
    var detail = "Send a valid key as Authorization: Bearer.";
    return Problems.answer(Problem.of(ProblemCode.UNAUTHENTICATED, detail))
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }
}
