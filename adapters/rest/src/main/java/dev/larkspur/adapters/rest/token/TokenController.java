package dev.larkspur.adapters.rest.token;

import static dev.larkspur.domain.access.Operation.GRANTS_WRITE;
import static dev.larkspur.domain.access.Operation.TOKENS_READ;

import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.caller.Access;
import dev.larkspur.adapters.rest.caller.StillWelcome;
import dev.larkspur.adapters.rest.input.Ids;
import dev.larkspur.adapters.rest.input.Preference;
import dev.larkspur.adapters.rest.input.Query;
import dev.larkspur.adapters.rest.problem.AnswersProblems;
import dev.larkspur.adapters.rest.problem.Problems;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.application.authorization.RevokeGrant;
import dev.larkspur.application.authorization.WatchSession;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.token.LeaseResult;
import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.GrantRevoked;
import dev.larkspur.application.token.LeaseResult.JustIssued;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.LeaseResult.MissingScopes;
import dev.larkspur.application.token.LeaseResult.RefreshRefused;
import dev.larkspur.application.token.LeaseResult.RefreshUnavailable;
import dev.larkspur.application.token.LeaseResult.TooDemanding;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.application.token.RefreshNow;
import dev.larkspur.application.token.UserToken;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.identity.Person;
import dev.larkspur.domain.token.PlatformError;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Lends a person's token, renews it, takes it back. */
@Controller(Routes.PERSON)
final class TokenController implements AnswersProblems {
  private final LeaseToken lease;
  private final RefreshNow refresh;
  private final RevokeGrant revoke;
  private final NoToken noToken;
  private final AuthSessions sessions;
  private final WatchSession watch;
  private final StillWelcome welcome;
  private final ExecutorService blocking;

  TokenController(
      LeaseToken lease,
      RefreshNow refresh,
      RevokeGrant revoke,
      NoToken noToken,
      AuthSessions sessions,
      WatchSession watch,
      StillWelcome welcome,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.lease = lease;
    this.refresh = refresh;
    this.revoke = revoke;
    this.noToken = noToken;
    this.sessions = sessions;
    this.watch = watch;
    this.welcome = welcome;
    this.blocking = blocking;
  }

  /**
   * What is remembered is answered on the thread that read the request, if {@link Hits} did not
   * already; the rest may wait. To wrap the first in a future too would cost a twentieth of a
   * lookup.
   *
   * @return an answer, or one that is on its way
   */
  @TokenDocs.LookUp
  @Get("/token")
  Object token(
      @PathVariable("app_id") String appId,
      @PathVariable("open_id") String openId,
      HttpRequest<?> request) {
    var person = Ids.person(appId, openId);
    var caller = Access.require(request, TOKENS_READ, person).id();
    var query = Query.of(request, "min_ttl", "scope");
    var minTtl = query.seconds("min_ttl");
    var scopes = scopes(query);
    var remembered = lease.peek(caller, person, minTtl, scopes);
    if (remembered != null) {
      return lent(request, remembered.token());
    }
    return Mono.fromFuture(asked(request, caller, person, minTtl, scopes), true);
  }

  private CompletableFuture<HttpResponse<?>> asked(
      HttpRequest<?> request, UUID caller, Person person, Duration minTtl, Scopes scopes) {
    var wait = Preference.wait(request);
    return CompletableFuture.supplyAsync(
            () -> lease.handle(caller, person, minTtl, scopes), blocking)
        .thenComposeAsync(
            result ->
                isForThePerson(result) && wait.isPositive()
                    ? afterOpen(person, wait)
                        .thenApplyAsync(
                            _ -> {
                              welcome.require(request);
                              return lease.handle(caller, person, minTtl, scopes);
                            },
                            blocking)
                    : CompletableFuture.completedFuture(result),
            blocking)
        .thenApplyAsync(
            result ->
                result instanceof Leased(var token) ? lent(request, token) : answer(person, result),
            blocking); // never on the thread that reads requests: all of it may ask the store
  }

  private HttpResponse<?> lent(HttpRequest<?> request, UserToken token) {
    var tag = EntityTag.of(token);
    var answer =
        EntityTag.isKnown(request, tag) ? HttpResponse.notModified() : HttpResponse.ok(token);
    return answer.header(HttpHeaders.ETAG, tag);
  }

  /** Whether only the person can help. */
  private static boolean isForThePerson(LeaseResult result) {
    return result instanceof AuthorizationRequired || result instanceof MissingScopes;
  }

  /** When they have answered the open authorization, if there is one. */
  private CompletableFuture<?> afterOpen(Person person, Duration wait) {
    return sessions
        .findOpen(person)
        .<CompletableFuture<?>>map(
            open -> watch.handle(open.id(), AuthSession.Settled.class::isInstance, wait))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  @TokenDocs.Refresh
  @Post("/token/refresh")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> refresh(
      @PathVariable("app_id") String appId,
      @PathVariable("open_id") String openId,
      HttpRequest<?> request) {
    var person = Ids.person(appId, openId);
    var caller = Access.require(request, TOKENS_READ, person);
    var epoch = Query.of(request, "epoch").number("epoch");
    return answer(person, refresh.handle(caller.id(), person, epoch));
  }

  @TokenDocs.Revoke
  @Delete(
      value = "/token",
      produces = {MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_PROBLEM})
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> revoke(
      @PathVariable("app_id") String appId,
      @PathVariable("open_id") String openId,
      HttpRequest<?> request) {
    var person = Ids.person(appId, openId);
    Access.require(request, GRANTS_WRITE, person);
    return revoke.handle(person) ? HttpResponse.noContent() : Problems.answer(noToken.of(person));
  }

  private HttpResponse<?> answer(Person person, LeaseResult result) {
    return switch (result) {
      case Leased(var token) -> HttpResponse.ok(token);
      case AuthorizationRequired() -> Problems.answer(noToken.of(person));
      case MissingScopes(var missing) ->
          Problems.answer(Problem.insufficientScope(List.copyOf(missing.names())));
      case TooDemanding(var longest) ->
          throw RequestRejected.invalid(
              "min_ttl", "must be at most " + longest.toSeconds() + " for this token");
      case RefreshUnavailable(var atLeast, var error) -> unavailable(atLeast, error);
      case JustIssued(var atLeast) -> unavailable(atLeast, null);
      case RefreshRefused(var error) ->
          Problems.answer(
              Problem.ofPlatform(
                  ProblemCode.PLATFORM_ERROR,
                  "The platform refuses to refresh until the app's settings are mended.",
                  false,
                  error));
      case GrantRevoked() ->
          Problems.answer(
              Problem.of(
                  ProblemCode.CONFLICT, "It was revoked; only the person can consent anew."));
    };
  }

  private static HttpResponse<Problem> unavailable(
      Duration atLeast, @Nullable PlatformError error) {
    return Problems.answer(
        Problem.ofPlatform(
            ProblemCode.REFRESH_UNAVAILABLE,
            "There is no valid token at this moment, and there may be one later.",
            true,
            error),
        atLeast);
  }

  private static Scopes scopes(Query query) {
    if (query.all("scope").isEmpty()) {
      return Scopes.NONE;
    }
    try {
      return Scopes.of(query.all("scope"));
    } catch (IllegalArgumentException e) {
      throw RequestRejected.invalid("scope", String.valueOf(e.getMessage()));
    }
  }
}
