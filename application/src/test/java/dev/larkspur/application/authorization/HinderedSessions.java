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

/** A store as any other, but for what whoever extends this does to it. */
class HinderedSessions implements AuthSessions {
  private final AuthSessions store;

  HinderedSessions(AuthSessions store) {
    this.store = store;
  }

  @Override
  public Opening open(Person person, Function<Optional<AuthSession.Open>, Opening> step) {
    return store.open(person, step);
  }

  @Override
  public Decision advance(AuthSessionId id, Function<AuthSession, Decision> step) {
    return store.advance(id, step);
  }

  @Override
  public Optional<AuthSession> find(AuthSessionId id) {
    return store.find(id);
  }

  @Override
  public Optional<AuthSession.Open> findOpen(Person person) {
    return store.findOpen(person);
  }

  @Override
  public List<AuthSessionId> due(Instant now, int most) {
    return store.due(now, most);
  }
}
