package dev.larkspur.adapters.rest;

import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.identity.Person;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.regex.Pattern;

/** The paths that we name in answers, below whatever a host application puts before them. */
@Context
public final class Links {
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

  private final String start;

  Links(
      @Value("${micronaut.server.context-path:}") String context,
      @Value(Routes.PREFIX) String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new ConfigurationException(
          "larkspur.rest.path must be empty, or a path such as /larkspur without a slash at its end");
    }
    this.start = segments(context) + prefix;
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
