package dev.larkspur.adapters.rest;

import static java.util.Objects.requireNonNullElse;

import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.Person;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;

/** The paths that we name in answers, below whatever a host application puts before them. */
@Context
public final class Links {
  private final String start;

  Links(@Value("${micronaut.server.context-path:}") String context, RestProperties settings) {
    this.start = segments(context) + requireNonNullElse(settings.path(), "");
  }

  /** What is put before every path of ours: empty, or starting but not ending with a slash. */
  public String start() {
    return start;
  }

  public String authorizations(Person person) {
    return start + "/v1/apps/" + person.app() + "/users/" + person.openId() + "/authorizations";
  }

  public String authorization(AuthSessionId id) {
    return start + "/v1/authorizations/" + id;
  }

  /** The framework takes a context path with slashes at its ends, or without. */
  private static String segments(String path) {
    var inner = path.replaceAll("^/+|/+$", "");
    return inner.isEmpty() ? "" : "/" + inner;
  }
}
