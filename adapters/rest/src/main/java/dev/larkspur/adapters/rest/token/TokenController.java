package dev.larkspur.adapters.rest.token;

import static dev.larkspur.domain.access.Operation.TOKENS_READ;

import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.TokenAnswer;
import dev.larkspur.adapters.rest.caller.Access;
import dev.larkspur.adapters.rest.input.Ids;
import dev.larkspur.adapters.rest.input.Query;
import dev.larkspur.adapters.rest.problem.AnswersProblems;
import dev.larkspur.adapters.rest.problem.Problems;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.application.token.LeaseResult.AuthorizationRequired;
import dev.larkspur.application.token.LeaseResult.Leased;
import dev.larkspur.application.token.LeaseResult.MissingScopes;
import dev.larkspur.application.token.LeaseResult.TooDemanding;
import dev.larkspur.application.token.LeaseToken;
import dev.larkspur.domain.token.Scopes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Lends a person's token. */
@Controller(Routes.PERSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController implements AnswersProblems {
  private final LeaseToken lease;
  private final NoToken noToken;

  TokenController(LeaseToken lease, NoToken noToken) {
    this.lease = lease;
    this.noToken = noToken;
  }

  @TokenDocs.LookUp
  @Get("/token")
  HttpResponse<?> token(
      @PathVariable("app_id") String appId,
      @PathVariable("open_id") String openId,
      HttpRequest<?> request) {
    var person = Ids.person(appId, openId);
    var caller = Access.require(request, TOKENS_READ, person);
    var query = Query.of(request, "min_ttl", "scope");
    var minTtl = query.seconds("min_ttl");
    return switch (lease.handle(caller.id(), person, minTtl, scopes(query))) {
      case Leased(var token) -> HttpResponse.ok(TokenAnswer.of(token));
      case AuthorizationRequired() -> Problems.answer(noToken.of(person));
      case MissingScopes(var missing) ->
          Problems.answer(Problem.insufficientScope(List.copyOf(missing.names())));
      case TooDemanding(var longest) ->
          throw RequestRejected.invalid(
              "min_ttl", "must be at most " + longest.toSeconds() + " for this token");
    };
  }

  private static Scopes scopes(Query query) {
    try {
      return Scopes.of(query.all("scope"));
    } catch (IllegalArgumentException e) {
      throw RequestRejected.invalid("scope", String.valueOf(e.getMessage()));
    }
  }
}
