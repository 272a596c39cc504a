package dev.larkspur.adapters.feishu.redirect;

import dev.larkspur.application.authorization.Arrival;
import dev.larkspur.application.authorization.FinishRedirect;
import dev.larkspur.domain.authorization.RedirectState;
import dev.larkspur.domain.token.Secret;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where browsers come back to. Anybody can call it, with anything: what is not exactly as the
 * platform sends it is not valid, and nothing of it is repeated on a page or in a log.
 */
@Controller("${larkspur.rest.path:}/oauth/feishu")
@Requires(classes = Controller.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RedirectController {
  private static final Logger LOG = LoggerFactory.getLogger(RedirectController.class);
  private static final int LONGEST_CODE = 4096;
  private static final String A_MOMENT = "5";

  private final FinishRedirect finish;

  RedirectController(FinishRedirect finish) {
    this.finish = finish;
  }

  /** Not for HEAD: those who only look at a link would use its code up. */
  @Get(value = "/callback", headRoute = false)
  HttpResponse<String> cameBack(HttpRequest<?> request) {
    return page(arrival(request), Language.of(request.getHeaders()));
  }

  private Arrival arrival(HttpRequest<?> request) {
    Optional<Returned> returned = returned(request);
    try {
      return returned.map(this::handle).orElse(Arrival.NOT_VALID);
    } catch (RuntimeException e) {
      LOG.error("a browser came back and could not be dealt with", e);
      return Arrival.FAILED;
    }
  }

  private Arrival handle(Returned returned) {
    return switch (returned) {
      case Returned.WithCode(var state, var code) -> finish.handle(state, code);
      case Returned.Refused(var state) -> finish.handle(state);
    };
  }

  /** What the browser brings. */
  private sealed interface Returned {
    record WithCode(RedirectState state, Secret code) implements Returned {}

    record Refused(RedirectState state) implements Returned {}
  }

  private static Optional<Returned> returned(HttpRequest<?> request) {
    try {
      var given = request.getParameters();
      var state = RedirectState.parse(one(given, "state"));
      if (given.getAll("error").isEmpty()) {
        return Optional.of(new Returned.WithCode(state, new Secret(one(given, "code"))));
      }
      return one(given, "error").equals("access_denied") && given.getAll("code").isEmpty()
          ? Optional.of(new Returned.Refused(state))
          : Optional.empty();
    } catch (IllegalArgumentException e) { // also of the query's percent signs
      return Optional.empty();
    }
  }

  private static String one(HttpParameters given, String name) {
    var values = given.getAll(name);
    if (values.size() != 1 || values.getFirst().length() > LONGEST_CODE) {
      throw new IllegalArgumentException("not once, or too long");
    }
    return values.getFirst();
  }

  private static HttpResponse<String> page(Arrival arrival, Language language) {
    var page = Page.of(arrival);
    MutableHttpResponse<String> answer =
        HttpResponse.<String>status(page.status())
            .contentType("text/html; charset=utf-8")
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header("Referrer-Policy", "no-referrer")
            .header("Content-Security-Policy", Page.POLICY)
            .header("X-Content-Type-Options", "nosniff")
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
            .body(page.html(language));
    return arrival == Arrival.TRY_AGAIN ? answer.header(HttpHeaders.RETRY_AFTER, A_MOMENT) : answer;
  }
}
