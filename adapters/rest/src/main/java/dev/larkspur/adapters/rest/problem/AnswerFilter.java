package dev.larkspur.adapters.rest.problem;

import static dev.larkspur.adapters.rest.metrics.CallTimes.NO_ROUTE;

import dev.larkspur.adapters.rest.OurPaths;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.RateLimit;
import dev.larkspur.adapters.rest.metrics.CallTimes;
import dev.larkspur.application.access.LimitCalls;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import org.jspecify.annotations.Nullable;

/**
 * The last touch on every answer below our paths: nothing is cached anywhere, and what the
 * framework refused by itself, such as an unknown path, becomes problem details too.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class AnswerFilter implements ConditionalFilter {
  /** Where a request carries how its caller stands. */
  public static final String STANDING = "larkspur.standing";

  private final OurPaths ours;
  private final @Nullable CallTimes times;

  AnswerFilter(OurPaths ours, @Nullable CallTimes times) {
    this.ours = ours;
    this.times = times;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return ours.contain(request);
  }

  @ResponseFilter
  void finish(HttpRequest<?> request, MutableHttpResponse<?> answer) {
    answer.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
    if (answer.body() != null && !answer.getHeaders().contains(HttpHeaders.CONTENT_TYPE)) {
      // else what the client would accept is copied, such as another charset, or a weight
      answer.contentType(MediaType.APPLICATION_JSON_TYPE);
    }
    if (answer.code() >= 400 && !(answer.body() instanceof Problem)) {
      Problems.ofStatus(answer.code()).ifPresent(p -> replace(answer, p));
    }
    if (request.getAttributes().getValue(STANDING) instanceof LimitCalls.Standing standing) {
      RateLimit.tell(standing, answer::header);
      if (times != null) {
        var route = BasicHttpAttributes.getUriTemplate(request).orElse(NO_ROUTE);
        var method = route.equals(NO_ROUTE) ? NO_ROUTE : request.getMethodName();
        times.record(route, method, answer.code(), System.nanoTime() - standing.at());
      }
    }
  }

  private static void replace(MutableHttpResponse<?> answer, Problem problem) {
    var made = Problems.answer(problem);
    answer.body(problem);
    made.getHeaders().forEach((name, values) -> answer.getHeaders().set(name, values.getFirst()));
  }
}
