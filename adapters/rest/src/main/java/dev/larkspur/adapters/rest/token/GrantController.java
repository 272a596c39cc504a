package dev.larkspur.adapters.rest.token;

import static dev.larkspur.domain.access.Operation.GRANTS_READ;

import dev.larkspur.adapters.rest.Routes;
import dev.larkspur.adapters.rest.answer.GrantAnswer;
import dev.larkspur.adapters.rest.caller.Access;
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

  @TokenDocs.Read
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
