package dev.larkspur.adapters.rest.admin;

import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.ConnectionsAnswer;
import dev.larkspur.adapters.rest.caller.Access;
import dev.larkspur.adapters.rest.problem.AnswersProblems;
import dev.larkspur.application.connection.port.ConnectionSlots;
import dev.larkspur.application.token.port.Apps;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;

/** The long connections, for administrators. */
@Controller(Routes.ADMIN + "/connections")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConnectionsController implements AnswersProblems {
  private final Apps apps;
  private final ConnectionSlots slots;
  private final InstantSource clock;

  ConnectionsController(Apps apps, ConnectionSlots slots, InstantSource clock) {
    this.apps = apps;
    this.slots = slots;
    this.clock = clock;
  }

  @ConnectionDocs.ListAll
  @Get
  ConnectionsAnswer list(HttpRequest<?> request) {
    Access.requireAdministrator(request);
    return ConnectionsAnswer.of(apps.all(), slots.held(clock.instant()));
  }
}
