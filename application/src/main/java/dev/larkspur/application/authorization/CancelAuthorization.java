package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.domain.authorization.AuthCommand.Cancel;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import java.time.InstantSource;

/** A service withdraws its request; the card says so. */
public final class CancelAuthorization {
  private final AuthSessions sessions;
  private final Doorbell cards;
  private final InstantSource clock;

  public CancelAuthorization(AuthSessions sessions, Doorbell cards, InstantSource clock) {
    this.sessions = sessions;
    this.cards = cards;
    this.clock = clock;
  }

  public Decision handle(AuthSessionId id) {
    var decision = sessions.advance(id, s -> AuthFlow.decide(s, new Cancel(), clock.instant()));
    cards.ring();
    return decision;
  }
}
