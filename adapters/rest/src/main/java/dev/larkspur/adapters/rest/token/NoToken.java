package dev.larkspur.adapters.rest.token;

import dev.larkspur.adapters.rest.Links;
import dev.larkspur.adapters.rest.answer.AuthorizationAnswer;
import dev.larkspur.adapters.rest.answer.HowToAsk;
import dev.larkspur.adapters.rest.answer.Problem;
import dev.larkspur.adapters.rest.answer.ProblemCode;
import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.token.port.Apps;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.identity.Person;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What a caller can do about a person of whom there is no token. */
@Singleton
final class NoToken {
  private final Apps apps;
  private final AuthSessions sessions;
  private final Links links;
  private final InstantSource clock;

  NoToken(Apps apps, AuthSessions sessions, Links links, InstantSource clock) {
    this.apps = apps;
    this.sessions = sessions;
    this.links = links;
    this.clock = clock;
  }

  Problem of(Person person) {
    if (apps.find(person.app()).isEmpty()) {
      return Problem.of(ProblemCode.NOT_FOUND, "No app has this id here.");
    }
    return sessions
        .findOpen(person)
        .filter(open -> !open.isOverdue(clock.instant()))
        .<AuthSession>map(open -> open)
        .map(AuthorizationAnswer::of)
        .map(Problem::authorizationRequired)
        .orElseGet(
            () ->
                Problem.authorizationRequired(new HowToAsk("POST", links.authorizations(person))));
  }
}
