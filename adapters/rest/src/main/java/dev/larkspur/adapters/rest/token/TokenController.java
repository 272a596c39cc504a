package dev.larkspur.adapters.rest.token;

import static dev.larkspur.domain.access.Operation.TOKENS_READ;

import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.TokenAnswer;
import dev.larkspur.adapters.rest.caller.Access;
import dev.larkspur.adapters.rest.docs.CommonProblems;
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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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

  @Operation(
      operationId = "lookUpToken",
      summary = "Look up a person's token",
      description =
          "Needs `tokens:read`. Never asks the person: where there is no usable token the answer"
              + " says whether they are being asked, or how to ask them.")
  @Tag(name = "tokens")
  @Parameter(
      in = ParameterIn.QUERY,
      name = "min_ttl",
      description =
          "For how many seconds the token has to last at least; at most half of its whole life",
      schema = @Schema(type = "integer", minimum = "0", maximum = "999999999", defaultValue = "0"))
  @Parameter(
      in = ParameterIn.QUERY,
      name = "scope",
      description = "What the token has to be good for; may be given many times",
      explode = Explode.TRUE,
      array = @ArraySchema(schema = @Schema(type = "string")),
      example = "docx:document:readonly")
  @ApiResponse(
      responseCode = "200",
      description = "The token",
      headers = @Header(name = "Cache-Control", schema = @Schema(type = "string")),
      content = @Content(schema = @Schema(implementation = TokenAnswer.class)))
  @ApiResponse(
      responseCode = "403",
      description =
          "`forbidden`: as everywhere. `insufficient_scope`: the person consented to less; `missing_scopes` says what to ask for",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = Problem.class),
              examples =
                  @ExampleObject(
"""
                    {
                      "type": "urn:larkspur:problem:insufficient_scope",
                      "title": "The person consented to less",
                      "status": 403,
                      "detail": "Ask the person for the missing scopes.",
                      "code": "insufficient_scope",
                      "retryable": false,
                      "missing_scopes": ["docx:document:readonly"]
                    }
""")))
  @ApiResponse(
      responseCode = "404",
      description =
          "`authorization_required`: carries `authorization` if the person is being asked, else `how_to_ask`. `not_found`: no such app",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = Problem.class),
              examples =
                  @ExampleObject(
"""
                    {
                      "type": "urn:larkspur:problem:authorization_required",
                      "title": "The person has to be asked",
                      "status": 404,
                      "detail": "There is no usable token of this person.",
                      "code": "authorization_required",
                      "retryable": false,
                      "how_to_ask": {
                        "method": "POST",
                        "path": "/v1/apps/cli_a1b2c3/users/ou_d4e5f6/authorizations"
                      }
                    }
""")))
  @CommonProblems
  @Get("/token")
  HttpResponse<?> token(
      @Parameter(description = "The app, as the platform names it", example = "cli_a1b2c3")
          @PathVariable("app_id")
          String appId,
      @Parameter(description = "The person, as this app knows them", example = "ou_d4e5f6")
          @PathVariable("open_id")
          String openId,
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
