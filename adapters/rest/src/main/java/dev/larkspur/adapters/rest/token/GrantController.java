package dev.larkspur.adapters.rest.token;

import static dev.larkspur.domain.access.Operation.GRANTS_READ;

import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.GrantAnswer;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.caller.Access;
import dev.larkspur.adapters.rest.docs.CommonProblems;
import dev.larkspur.adapters.rest.input.Ids;
import dev.larkspur.adapters.rest.problem.AnswersProblems;
import dev.larkspur.adapters.rest.problem.Problems;
import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.application.token.port.Grants;
import dev.larkspur.domain.token.Grant;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;

/** Tells of a person's consent, without its secrets. */
@Controller(Routes.PERSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class GrantController implements AnswersProblems {
  private final Grants grants;
  private final Users users;
  private final NoToken noToken;
  private final InstantSource clock;

  GrantController(Grants grants, Users users, NoToken noToken, InstantSource clock) {
    this.grants = grants;
    this.users = users;
    this.noToken = noToken;
    this.clock = clock;
  }

  @Operation(
      operationId = "readGrant",
      summary = "Read of a person's consent, without its secrets",
      description = "Needs `grants:read`.")
  @Tag(name = "tokens")
  @ApiResponse(
      responseCode = "200",
      description = "The grant",
      content = @Content(schema = @Schema(implementation = GrantAnswer.class)))
  @ApiResponse(
      responseCode = "404",
      description = "`authorization_required`: there is no grant. `not_found`: no such app",
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
  @Get("/grant")
  HttpResponse<?> grant(
      @PathVariable("app_id") String appId,
      @PathVariable("open_id") String openId,
      HttpRequest<?> request) {
    var person = Ids.person(appId, openId);
    Access.require(request, GRANTS_READ, person);
    var grant = grants.find(person);
    return grant.isEmpty()
        ? Problems.answer(noToken.of(person))
        : HttpResponse.ok(answer(grant.get()));
  }

  private GrantAnswer answer(Grant grant) {
    return GrantAnswer.of(grant, users.find(grant.person()).orElse(null), clock.instant());
  }
}
