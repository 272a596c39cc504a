package dev.larkspur.adapters.rest.admin;

import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.KeyAnswer;
import dev.larkspur.adapters.rest.answer.KeysAnswer;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.caller.Access;
import dev.larkspur.adapters.rest.docs.CommonProblems;
import dev.larkspur.adapters.rest.input.Ids;
import dev.larkspur.adapters.rest.problem.AnswersProblems;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.application.access.IssueKey;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.domain.access.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The services' keys, for administrators. */
@Controller(Routes.ADMIN + "/keys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeysController implements AnswersProblems {
  private final IssueKey issue;
  private final CallerKeys keys;

  KeysController(IssueKey issue, CallerKeys keys) {
    this.issue = issue;
    this.keys = keys;
  }

  @Operation(
      operationId = "createKey",
      summary = "Make a key for a service",
      description = "Administrators only. The key itself is told in this answer and never again.")
  @Tag(name = "keys")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = KeyShape.class)))
  @ApiResponse(
      responseCode = "201",
      description = "The key",
      content = @Content(schema = @Schema(implementation = KeyAnswer.class)))
  @CommonProblems
  @Post
  HttpResponse<KeyAnswer> create(
      HttpRequest<?> request, @Parameter(hidden = true) @Body @Nullable InputStream body) {
    var caller = Access.requireAdministrator(request);
    var issued = issued(KeyBody.read(request, body), caller);
    return HttpResponse.created(KeyAnswer.issued(issued.caller(), issued.key()));
  }

  private IssueKey.Issued issued(KeyBody wish, Caller by) {
    try {
      return issue.handle(wish.name(), wish.reach(), wish.operations(), wish.expiresAt(), by.id());
    } catch (IllegalArgumentException e) { // all else was checked when the body was read
      throw RequestRejected.invalid("expires_at", "must be in the future");
    }
  }

  @Operation(
      operationId = "listKeys",
      summary = "All services' keys, the oldest first",
      description = "Administrators only. The keys themselves are kept nowhere.")
  @Tag(name = "keys")
  @ApiResponse(
      responseCode = "200",
      description = "The keys",
      content = @Content(schema = @Schema(implementation = KeysAnswer.class)))
  @CommonProblems
  @Get
  KeysAnswer list(HttpRequest<?> request) {
    Access.requireAdministrator(request);
    return new KeysAnswer(keys.list().stream().map(KeyAnswer::of).toList());
  }

  @Operation(
      operationId = "deleteKey",
      summary = "Withdraw a key",
      description = "Administrators only. The key is refused from now on.")
  @Tag(name = "keys")
  @ApiResponse(responseCode = "204", description = "It is withdrawn")
  @ApiResponse(
      responseCode = "404",
      description = "`not_found`: no such key",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = Problem.class)))
  @CommonProblems
  @Delete("/{id}")
  HttpResponse<?> delete(
      @Parameter(description = "The key's id", example = "0b5f6c1e-6a5e-4a53-9d0c-0f1f6c6f3f11")
          @PathVariable("id")
          String id,
      HttpRequest<?> request) {
    var caller = Access.requireAdministrator(request);
    if (!keys.remove(Ids.uuid(id), caller.id())) {
      throw RequestRejected.because(ProblemCode.NOT_FOUND, "No key has this id.");
    }
    return HttpResponse.noContent();
  }
}
