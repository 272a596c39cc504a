package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.ConsentRequests;
import dev.larkspur.application.authorization.port.ConsentRequests.Begun;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthCommand.LinkReady;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession.Preparing;
import dev.larkspur.domain.authorization.Decision;
import java.time.InstantSource;

/** Fetches the link for a session that this instance claimed, and settles the claim. */
public final class PrepareConsent {
  private final AuthSessions sessions;
  private final ConsentRequests requests;
  private final Doorbell cards;
  private final InstantSource clock;

  public PrepareConsent(
      AuthSessions sessions, ConsentRequests requests, Doorbell cards, InstantSource clock) {
    this.sessions = sessions;
    this.requests = requests;
    this.cards = cards;
    this.clock = clock;
  }

  /**
   * Where the platform does not answer the session stays as it is; the sweep takes it over when the
   * claim has lapsed, and what we may have been given unseen dies by itself.
   */
  public Decision handle(Preparing mine) {
    AuthCommand happened;
    try {
      happened =
          switch (requests.begin(mine)) {
            case Begun.Ready(var consent) -> new LinkReady(consent, mine.claim());
            case Begun.Refused(var reason, var error) -> new GiveUp(reason, error, mine.claim());
          };
    } catch (PlatformUnavailable e) {
      return new Decision.Stay(mine);
    }
    var decision = sessions.advance(mine.id(), s -> AuthFlow.decide(s, happened, clock.instant()));
    cards.ring();
    return decision;
  }
}
