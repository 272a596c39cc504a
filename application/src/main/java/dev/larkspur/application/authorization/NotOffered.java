package dev.larkspur.application.authorization;

import dev.larkspur.domain.authorization.Method;
import java.io.Serial;

/** The app is not set up for this way to a token. */
public final class NotOffered extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NotOffered(Method method) {
    super("the app is not set up for " + method);
  }
}
