package dev.larkspur.adapters.rest.admin;

import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.DataKeysAnswer;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.adapters.rest.answer.RehearsalAnswer;
import dev.larkspur.adapters.rest.answer.RotationAnswer;
import dev.larkspur.adapters.rest.caller.Access;
import dev.larkspur.adapters.rest.input.Fields;
import dev.larkspur.adapters.rest.input.Query;
import dev.larkspur.adapters.rest.problem.AnswersProblems;
import dev.larkspur.adapters.rest.problem.RequestRejected;
import dev.larkspur.application.keys.port.DataKeyRing;
import dev.larkspur.application.keys.port.RotationStart;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The keys that seal what is stored, for administrators. */
@Controller(Routes.ADMIN + "/data-keys")
@Requires(beans = DataKeyRing.class)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DataKeysController implements AnswersProblems {
  private static final String DRY_RUN = "dry_run";

  private final DataKeyRing ring;

  DataKeysController(DataKeyRing ring) {
    this.ring = ring;
  }

  @DataKeyDocs.Read
  @Get
  DataKeysAnswer read(HttpRequest<?> request) {
    Access.requireAdministrator(request);
    return DataKeysAnswer.of(ring.report());
  }

  @DataKeyDocs.Rotate
  @Post("/rotate")
  HttpResponse<?> rotate(
      HttpRequest<?> request, @Parameter(hidden = true) @Body @Nullable InputStream body) {
    var caller = Access.requireAdministrator(request);
    boolean byQuery = Query.of(request, DRY_RUN).flag(DRY_RUN);
    var fields = Fields.of(request, body, DRY_RUN);
    boolean byBody = fields.flag(DRY_RUN);
    fields.check();
    if (byQuery || byBody) {
      return HttpResponse.ok(RehearsalAnswer.of(ring.rehearse()));
    }
    return switch (ring.start(caller.id())) {
      case RotationStart.Started(var rotation) ->
          HttpResponse.accepted().body(RotationAnswer.of(rotation));
      case RotationStart.Running() ->
          throw RequestRejected.because(
              ProblemCode.CONFLICT, "A rotation is running already; it goes on by itself.");
      case RotationStart.LeftBehind() ->
          throw RequestRejected.because(
              ProblemCode.CONFLICT,
              "An instance that is running, or was a minute ago, has not got the new master key."
                  + " Restart every instance with it first.");
    };
  }
}
