package dev.larkspur.adapters.rest.admin;

import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.KeyAnswer;
import dev.larkspur.adapters.rest.answer.KeysAnswer;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.caller.Access;
import dev.larkspur.adapters.rest.input.Fields;
import dev.larkspur.adapters.rest.input.Idempotent;
import dev.larkspur.adapters.rest.input.Ids;
import dev.larkspur.adapters.rest.problem.AnswersProblems;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.application.access.IssueKey;
import dev.larkspur.application.access.KeyExpired;
import dev.larkspur.application.access.RotateKey;
import dev.larkspur.application.access.port.CallerKeys;
import dev.larkspur.application.access.port.KeyUses;
import dev.larkspur.domain.access.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The services' keys, for administrators. */
@Controller(Routes.ADMIN + "/keys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeysController implements AnswersProblems {
  private static final String OVERLAP = "overlap";
  private static final Duration USUAL_OVERLAP = Duration.ofHours(1);

  private final IssueKey issue;
  private final RotateKey rotate;
  private final CallerKeys keys;
  private final KeyUses uses;
  private final Idempotent idempotent;

  KeysController(
      IssueKey issue, RotateKey rotate, CallerKeys keys, KeyUses uses, Idempotent idempotent) {
    this.issue = issue;
    this.rotate = rotate;
    this.keys = keys;
    this.uses = uses;
    this.idempotent = idempotent;
  }

  @KeyDocs.Create
  @Post
  HttpResponse<?> create(
      HttpRequest<?> request, @Parameter(hidden = true) @Body @Nullable InputStream body) {
    var caller = Access.requireAdministrator(request);
    var bytes = Fields.bytes(body);
    return idempotent.once(
        request,
        caller,
        bytes,
        () -> {
          var wish = KeyBody.read(request, new ByteArrayInputStream(bytes));
          var issued = issued(wish, caller);
          return HttpResponse.created(KeyAnswer.issued(issued.caller(), issued.key()));
        });
  }

  private IssueKey.Issued issued(KeyBody wish, Caller by) {
    try {
      return issue.handle(
          wish.name(),
          wish.reach(),
          wish.operations(),
          wish.expiresAt(),
          wish.perSecond(),
          by.id());
    } catch (IllegalArgumentException e) { // all else was checked when the body was read
      throw RequestRejected.invalid("expires_at", "must be in the future");
    }
  }

  @KeyDocs.ListAll
  @Get
  KeysAnswer list(HttpRequest<?> request) {
    Access.requireAdministrator(request);
    var used = uses.last();
    return new KeysAnswer(
        keys.list().stream().map(c -> KeyAnswer.listed(c, used.get(c.id()))).toList());
  }

  @KeyDocs.Rotate
  @Post("/{id}/rotate")
  HttpResponse<?> rotate(
      @PathVariable("id") String id,
      HttpRequest<?> request,
      @Parameter(hidden = true) @Body @Nullable InputStream body) {
    var caller = Access.requireAdministrator(request);
    var bytes = Fields.bytes(body);
    return idempotent.once(
        request,
        caller,
        bytes,
        () -> {
          var key = Ids.uuid(id);
          var overlap = overlap(request, bytes);
          var issued = rotated(key, overlap, caller);
          return HttpResponse.ok(KeyAnswer.issued(issued.caller(), issued.key()));
        });
  }

  private IssueKey.Issued rotated(UUID key, Duration overlap, Caller by) {
    try {
      return rotate.handle(key, overlap, by.id()).orElseThrow(KeysController::unknown);
    } catch (KeyExpired e) {
      throw RequestRejected.because(
          ProblemCode.CONFLICT,
          "This key expired at "
              + e.at()
              + ", and another would end with it: make a new one with POST /admin/v1/keys.");
    }
  }

  private static Duration overlap(HttpRequest<?> request, byte[] body) {
    var fields = Fields.of(request, new ByteArrayInputStream(body), OVERLAP);
    var seconds = fields.number(OVERLAP, 0, (int) RotateKey.LONGEST_OVERLAP.toSeconds());
    fields.check();
    return seconds == null ? USUAL_OVERLAP : Duration.ofSeconds(seconds);
  }

  private static RequestRejected unknown() {
    return RequestRejected.because(ProblemCode.NOT_FOUND, "No key has this id.");
  }

  @KeyDocs.Delete
  @Delete(
      value = "/{id}",
      produces = {MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON_PROBLEM})
  HttpResponse<?> delete(@PathVariable("id") String id, HttpRequest<?> request) {
    var caller = Access.requireAdministrator(request);
    if (!keys.remove(Ids.uuid(id), caller.id())) {
      throw unknown();
    }
    return HttpResponse.noContent();
  }
}
