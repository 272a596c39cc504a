package dev.larkspur.application.authorization;

import dev.larkspur.application.authorization.port.AuthSessions;
import dev.larkspur.application.authorization.port.Doorbell;
import dev.larkspur.application.authorization.port.People;
import dev.larkspur.application.authorization.port.People.Identified;
import dev.larkspur.application.authorization.port.Users;
import dev.larkspur.application.token.port.PlatformUnavailable;
import dev.larkspur.application.token.port.TokenRevocation;
import dev.larkspur.domain.authorization.AuthCommand;
import dev.larkspur.domain.authorization.AuthCommand.GiveUp;
import dev.larkspur.domain.authorization.AuthCommand.Verified;
import dev.larkspur.domain.authorization.AuthFlow;
import dev.larkspur.domain.authorization.AuthSession.Verifying;
import dev.larkspur.domain.authorization.FailureReason;
import dev.larkspur.domain.identity.Profile;
import java.time.Instant;
import java.time.InstantSource;

/** Makes sure that the token is the token of the person asked; whoever has the link can consent. */
public final class VerifyConsent {
  private final AuthSessions sessions;
  private final People people;
  private final TokenRevocation revocation;
  private final Users users;
  private final Doorbell cards;
  private final InstantSource clock;

  public VerifyConsent(
      AuthSessions sessions,
      People people,
      TokenRevocation revocation,
      Users users,
      Doorbell cards,
      InstantSource clock) {
    this.sessions = sessions;
    this.people = people;
    this.revocation = revocation;
    this.users = users;
    this.cards = cards;
    this.clock = clock;
  }

  /**
   * Where the platform does not answer the session stays, and is taken over when the claim lapses.
   */
  public void handle(Verifying mine) {
    var asked = clock.instant();
    AuthCommand happened;
    try {
      happened =
          switch (people.identify(mine.person().app(), mine.pair().access())) {
            case Identified.Owner(var owner) -> verified(mine, owner, asked);
            case Identified.Rejected(var error) -> {
              revocation.revoke(mine.person().app(), mine.pair());
              yield new GiveUp(FailureReason.PLATFORM_REFUSED, error, mine.claim());
            }
          };
    } catch (PlatformUnavailable e) {
      return;
    }
    sessions.advance(mine.id(), s -> AuthFlow.decide(s, happened, clock.instant()));
    cards.ring();
  }

  private Verified verified(Verifying mine, Profile owner, Instant asked) {
    if (owner.person().equals(mine.person())) {
      users.save(owner, asked);
    } else {
      // before the session is settled: afterwards nobody would know of the stranger's live token
      revocation.revoke(mine.person().app(), mine.pair());
    }
    return new Verified(owner.person());
  }
}
