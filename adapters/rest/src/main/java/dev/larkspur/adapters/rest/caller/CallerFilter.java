package dev.larkspur.adapters.rest.caller;

import dev.larkspur.adapters.rest.OurPaths;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.problem.AnswerFilter;
import dev.larkspur.adapters.rest.problem.Problems;
import dev.larkspur.adapters.rest.problem.TurnedAway;
import dev.larkspur.application.access.LimitCalls;
import dev.larkspur.application.access.RecogniseCaller;
import dev.larkspur.domain.access.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a key. Stands before every path below ours, known or not, so that a stranger does
 * not learn which there are.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class CallerFilter implements ConditionalFilter {
  static final String CALLER = "larkspur.caller";
  static final String BAD_KEY = "Bearer realm=\"larkspur\", error=\"invalid_token\"";
  private static final String NO_KEY = "Bearer realm=\"larkspur\"";
  private static final String SEND_ONE = "Send a valid key as Authorization: Bearer.";

  private final OurPaths ours;
  private final RecogniseCaller recognise;
  private final LimitCalls limit;
  private final ExecutorService blocking;

  CallerFilter(
      OurPaths ours,
      RecogniseCaller recognise,
      LimitCalls limit,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.ours = ours;
    this.recognise = recognise;
    this.limit = limit;
    this.blocking = blocking;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return ours.contain(request);
  }

  /**
   * Null lets the request pass, and so does a future of the request. Who is remembered passes on
   * the thread that read the request: another thread costs more than the whole lookup.
   *
   * @throws TurnedAway if nobody we know calls
   */
  @RequestFilter
  @Nullable CompletableFuture<@Nullable HttpRequest<?>> recognise(HttpRequest<?> request) {
    var key = PresentedKey.in(request).orElseThrow(() -> TurnedAway.stranger(SEND_ONE, NO_KEY));
    var remembered = recognise.peek(key.text());
    if (remembered != null) {
      letIn(request, remembered);
      return null;
    }
    return CompletableFuture.supplyAsync(() -> lookedUp(request, key), blocking);
  }

  private HttpRequest<?> lookedUp(HttpRequest<?> request, PresentedKey key) {
    try {
      var caller =
          recognise.handle(key.text()).orElseThrow(() -> TurnedAway.stranger(SEND_ONE, BAD_KEY));
      letIn(request, caller);
      return request;
    } catch (TurnedAway e) {
      throw e;
    } catch (RuntimeException e) { // a path without a controller has nobody else to say so
      throw new TurnedAway(Problems.failure(request, e));
    }
  }

  private void letIn(HttpRequest<?> request, Caller caller) {
    var standing = limit.count(caller);
    request.setAttribute(AnswerFilter.STANDING, standing);
    if (!standing.isAllowed()) {
      var detail = "This key has made too many calls in the last second.";
      throw new TurnedAway(
          Problems.answer(Problem.passing(ProblemCode.RATE_LIMITED, detail), standing.pause()));
    }
    request.setAttribute(CALLER, caller);
  }
}
