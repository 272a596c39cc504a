package dev.larkspur.adapters.rest.problem;

import dev.larkspur.adapters.rest.OurPaths;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.application.access.LimitCalls;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * The last touch on every answer below our paths: nothing is cached anywhere, and what the
 * framework refused by itself, such as an unknown path, becomes problem details too.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class AnswerFilter {
  /** Where a request carries how its caller stands. */
  public static final String STANDING = "larkspur.standing";

  private final OurPaths ours;
  private final int limit;
  private final String limitText;

  AnswerFilter(OurPaths ours, LimitCalls limit) {
    this.ours = ours;
    this.limit = limit.perSecond();
    this.limitText = Integer.toString(this.limit);
  }

  @ResponseFilter
  void finish(HttpRequest<?> request, MutableHttpResponse<?> answer) {
    if (!ours.contain(request)) {
      return;
    }
    answer.header(HttpHeaders.CACHE_CONTROL, "no-store");
    request
        .getAttribute(STANDING, LimitCalls.Standing.class)
        .ifPresent(standing -> tell(answer, standing));
    if (answer.code() >= 400 && !(answer.body() instanceof Problem)) {
      Problems.ofStatus(answer.code()).ifPresent(p -> replace(answer, p));
    }
  }

  private void tell(MutableHttpResponse<?> answer, LimitCalls.Standing standing) {
    int most = standing.perSecond();
    answer.header("RateLimit-Limit", most == limit ? limitText : Integer.toString(most));
    answer.header("RateLimit-Remaining", Integer.toString(Math.max(0, standing.left())));
    answer.header("RateLimit-Reset", "1");
  }

  private static void replace(MutableHttpResponse<?> answer, Problem problem) {
    var made = Problems.answer(problem);
    answer.body(problem);
    made.getHeaders().forEach((name, values) -> answer.getHeaders().set(name, values.getFirst()));
  }
}
