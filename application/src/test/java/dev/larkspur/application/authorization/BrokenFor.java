package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.domain.authorization.AuthSession;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Opening;
import dev.larkspur.domain.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A store that cannot read one of its sessions. */
record BrokenFor(AuthSessionId broken, AuthSessions others) implements AuthSessions {
  @Override
  public Opening open(Person person, Function<Optional<AuthSession.Open>, Opening> step) {
    return others.open(person, step);
  }

  @Override
  public Decision advance(AuthSessionId id, Function<AuthSession, Decision> step) {
    if (id.equals(broken)) {
      throw new IllegalStateException("the row is broken");
    }
    return others.advance(id, step);
  }

  @Override
  public Optional<AuthSession> find(AuthSessionId id) {
    return others.find(id);
  }

  @Override
  public Optional<AuthSession.Open> findOpen(Person person) {
    return others.findOpen(person);
  }

  @Override
  public List<AuthSessionId> due(Instant now, int most) {
    return others.due(now, most);
  }
}
