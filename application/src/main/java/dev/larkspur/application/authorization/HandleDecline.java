package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.domain.authorization.AuthCommand.Decline;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSessionId;
import dev.larkspur.domain.authorization.Decision;
import dev.larkspur.domain.authorization.Nonce;
import dev.larkspur.domain.identity.Person;
import java.time.InstantSource;

/** The person pressed "Decline". */
public final class HandleDecline {
  private final AuthSessions sessions;
  private final Doorbell cards;
  private final InstantSource clock;

  public HandleDecline(AuthSessions sessions, Doorbell cards, InstantSource clock) {
    this.sessions = sessions;
    this.cards = cards;
    this.clock = clock;
  }

  public Decision handle(AuthSessionId id, Person by, Nonce nonce) {
    var decline = new Decline(by, nonce);
    var decision = sessions.advance(id, s -> AuthFlow.decide(s, decline, clock.instant()));
    cards.ring();
    return decision;
  }
}
