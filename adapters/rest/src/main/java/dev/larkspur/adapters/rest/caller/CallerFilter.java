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
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a key. Stands before every path below ours, known or not, so that a stranger does
 * not learn which there are.
 */
@ServerFilter({Routes.V1 + "/**", Routes.ADMIN + "/**"})
final class CallerFilter {
  static final String CALLER = "larkspur.caller";

  private final RecogniseCaller recognise;
  private final ExecutorService blocking;

  CallerFilter(RecogniseCaller recognise, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.recognise = recognise;
    this.blocking = blocking;
  }

  /**
   * Null, and a future of null, lets the request pass. Who is remembered passes on the thread that
   * read the request: another thread costs more than the whole lookup.
   */
  @RequestFilter
  @Nullable CompletableFuture<@Nullable HttpResponse<?>> recognise(HttpRequest<?> request) {
    var key = PresentedKey.in(request);
    if (key.isEmpty()) {
      return CompletableFuture.completedFuture(stranger("Bearer realm=\"larkspur\""));
    }
    var remembered = recognise.peek(key.get().text());
    if (remembered != null) {
      request.setAttribute(CALLER, remembered);
      return null;
    }
    return CompletableFuture.supplyAsync(() -> lookedUp(request, key.get()), blocking);
  }

  private @Nullable HttpResponse<?> lookedUp(HttpRequest<?> request, PresentedKey key) {
    try {
      var caller = recognise.handle(key.text());
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
