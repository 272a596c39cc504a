package dev.larkspur.adapters.rest;

import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.Person;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;

/** The paths that we name in answers, below whatever a host application puts before them. */
@Singleton
public final class Links {
  private final String start;

  Links(
      @Value("${micronaut.server.context-path:}") String context,
      @Value(Routes.PREFIX) String prefix) {
    this.start = segments(context) + segments(prefix);
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

  private static String segments(String path) {
    var inner = path.replaceAll("^/+|/+$", "");
    return inner.isEmpty() ? "" : "/" + inner;
  }
}
