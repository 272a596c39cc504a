package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import java.util.function.Function;

/** A store that cannot read one of its sessions. */
final class BrokenFor extends HinderedSessions {
  private final AuthSessionId broken;

  BrokenFor(AuthSessionId broken, AuthSessions store) {
    super(store);
    this.broken = broken;
  }

  @Override
  public Decision advance(AuthSessionId id, Function<AuthSession, Decision> step) {
    if (id.equals(broken)) {
      throw new IllegalStateException("the row is broken");
    }
    return super.advance(id, step);
  }
}
