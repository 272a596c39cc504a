package dev.larkspur.adapters.rest.authorization;

import static dev.larkspur.domain.access.Operation.AUTHORIZATIONS_WRITE;

import dev.larkspur.adapters.rest.Links;
import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.AuthorizationAnswer;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.caller.Access;
import dev.larkspur.adapters.rest.caller.StillWelcome;
import dev.larkspur.adapters.rest.input.Fields;
import dev.larkspur.adapters.rest.input.Idempotent;
import dev.larkspur.adapters.rest.input.Ids;
import dev.larkspur.adapters.rest.input.Preference;
import dev.larkspur.adapters.rest.problem.AnswersProblems;
import dev.larkspur.adapters.rest.problem.Problems;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.application.authorization.Asked;
import dev.larkspur.application.authorization.AskedTooOften;
import dev.larkspur.application.authorization.CancelAuthorization;
import dev.larkspur.application.authorization.NotOffered;
import dev.larkspur.application.authorization.RequestAuthorization;
import dev.larkspur.application.authorization.TooManyAtOnce;
import dev.larkspur.application.authorization.WatchSession;
import dev.larkspur.application.authorization.WatchSession.Seen;
import dev.larkspur.domain.access.Caller;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.authorization.Refusal;
import dev.larkspur.domain.identity.Person;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Asks people for their consent, on behalf of services. */
@Controller(Routes.V1)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthorizationController implements AnswersProblems {
  private final RequestAuthorization ask;
  private final CancelAuthorization cancel;
  private final WatchSession watch;
  private final AuthorizationEvents events;
  private final StillWelcome welcome;
  private final Idempotent idempotent;
  private final Links links;
  private final ExecutorService blocking;

  AuthorizationController(
      RequestAuthorization ask,
      CancelAuthorization cancel,
      WatchSession watch,
      AuthorizationEvents events,
      StillWelcome welcome,
      Idempotent idempotent,
      Links links,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.ask = ask;
    this.cancel = cancel;
    this.watch = watch;
    this.events = events;
    this.welcome = welcome;
    this.idempotent = idempotent;
    this.links = links;
    this.blocking = blocking;
  }

  @AuthorizationDocs.Ask
  @Post("/apps/{app_id}/users/{open_id}/authorizations")
  HttpResponse<?> request(
      @PathVariable("app_id") String appId,
      @PathVariable("open_id") String openId,
      HttpRequest<?> request,
      @Parameter(hidden = true) @Body @Nullable InputStream body) {
    var person = Ids.person(appId, openId);
    var caller = Access.require(request, AUTHORIZATIONS_WRITE, person);
    var bytes = Fields.bytes(body);
    return idempotent.once(request, caller, bytes, () -> request(person, caller, request, bytes));
  }

  private HttpResponse<?> request(
      Person person, Caller caller, HttpRequest<?> request, byte[] body) {
    var wish = AuthorizationBody.read(request, new ByteArrayInputStream(body), person);
    try {
      var asked = ask(person, wish, caller);
      return asked.<HttpResponse<?>>map(this::answer).orElseGet(AuthorizationController::noSuchApp);
    } catch (AskedTooOften e) {
      return tooOften(e.waitAtLeast());
    } catch (TooManyAtOnce e) {
      return Problems.answer(
          Problem.passing(
              ProblemCode.STORE_UNAVAILABLE, "The store does not keep up with requests."),
          e.waitAtLeast());
    }
  }

  private Optional<Asked> ask(Person person, AuthorizationBody wish, Caller caller) {
    try {
      return ask.handle(person, wish.method(), wish.scopes(), wish.card(), caller.id());
    } catch (NotOffered e) {
      throw RequestRejected.invalid("method", "the app is not set up for it");
    } catch (IllegalArgumentException e) {
      throw RequestRejected.invalid("scopes", String.valueOf(e.getMessage()));
    }
  }

  private HttpResponse<?> answer(Asked asked) {
    return switch (asked.opening()) {
      case Opening.Opened _, Opening.Replaced _ -> answer(HttpStatus.CREATED, asked.session());
      case Opening.Merged _, Opening.Joined _ -> answer(HttpStatus.OK, asked.session());
      case Opening.Busy _ ->
          conflict(true, "The person is just consenting to a request for less; ask again.");
    };
  }

  private HttpResponse<?> answer(HttpStatus status, AuthSession session) {
    return HttpResponse.status(status)
        .header(HttpHeaders.LOCATION, links.authorization(session.id()))
        .body(AuthorizationAnswer.of(session));
  }

  @AuthorizationDocs.Read
  @Get("/authorizations/{id}")
  CompletableFuture<AuthorizationAnswer> status(
      @PathVariable("id") String id, HttpRequest<?> request) {
    var seen = reachable(id, request);
    var wait = Preference.wait(request);
    return wait.isZero() || Progress.isSettled(seen.session())
        ? CompletableFuture.completedFuture(AuthorizationAnswer.of(seen))
        : watch
            .handle(seen.session().id(), Progress.since(seen.session()), wait)
            .thenApplyAsync(
                later -> {
                  welcome.require(request);
                  return AuthorizationAnswer.of(later.orElse(seen));
                },
                blocking);
  }

  /** What becomes of it, as it happens; ends when it is settled. */
  @AuthorizationDocs.Events
  @Get(value = "/authorizations/{id}/events", produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<Object>> events(
      @PathVariable("id") String id,
      @Header("Last-Event-ID") @Nullable String last,
      HttpRequest<?> request) {
    return events.of(reachable(id, request).session().id(), last, () -> welcome.require(request));
  }

  @AuthorizationDocs.Cancel
  @Delete(
      value = "/authorizations/{id}",
      produces = {MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_PROBLEM})
  HttpResponse<?> cancel(@PathVariable("id") String id, HttpRequest<?> request) {
    return switch (cancel.handle(reachable(id, request).session().id())) {
      case Decision.Advance _ -> HttpResponse.noContent();
      case Decision.Refuse(var reason, _) when reason == Refusal.TOO_LATE ->
          conflict(true, "The person has consented, and that is being checked.");
      case Decision.Refuse _ -> conflict(false, "The authorization is settled already.");
      case Decision.Award _, Decision.Stay _ ->
          throw new IllegalStateException("cancelling neither grants nor waits");
    };
  }

  private Seen reachable(String text, HttpRequest<?> request) {
    var found = watch.read(new AuthSessionId(Ids.uuid(text)));
    if (found.isEmpty()) {
      Access.requireForEveryone(request, AUTHORIZATIONS_WRITE);
      throw RequestRejected.because(ProblemCode.NOT_FOUND, "No authorization has this id.");
    }
    Access.require(request, AUTHORIZATIONS_WRITE, found.get().session().person());
    return found.get();
  }

  private static HttpResponse<?> conflict(boolean passing, String detail) {
    return Problems.answer(
        passing
            ? Problem.passing(ProblemCode.CONFLICT, detail)
            : Problem.of(ProblemCode.CONFLICT, detail));
  }

  private static HttpResponse<?> tooOften(Duration wait) {
    var detail = "The person was asked for too often in the last minute, by all services together.";
    return Problems.answer(Problem.passing(ProblemCode.RATE_LIMITED, detail), wait);
  }

  private static HttpResponse<?> noSuchApp() {
    return Problems.answer(Problem.of(ProblemCode.NOT_FOUND, "No app has this id here."));
  }
}
