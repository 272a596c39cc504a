package dev.larkspur.application.authorization.port;

import dev.larkspur.domain.authorization.Method;
import dev.larkspur.domain.identity.AppId;
import java.util.Set;

/** Which ways to a token an app is set up for. */
public interface OfferedMethods {
  /** Empty if there is no such app. */
  Set<Method> of(AppId app);
}
